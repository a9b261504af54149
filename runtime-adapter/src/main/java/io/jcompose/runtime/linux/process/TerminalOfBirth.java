package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.linux.rootfs.RootBuilder;
import io.jcompose.runtime.linux.security.Identity;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.RootedFiles;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.runtime.syscall.Spawn.Access;
import io.jcompose.runtime.syscall.Terminals;
import java.util.Optional;

/** A new terminal of the container's own, which is its {@code /dev/console} too. */
final class TerminalOfBirth extends BirthStreams {
  private static final Fd FIRST = new Fd(0);

  private Optional<Fd> near = Optional.empty();
  private String path = "";

  @Override
  void openInContainer(Fd root, Identity who, int lowest, OpenFiles files) {
    Fd opened = files.keepFrom(lowest, RootedFiles.openForReadingAndWriting(root, "/dev/pts/ptmx"));
    near = Optional.of(opened);
    path = "/dev/pts/" + Terminals.unlockOtherSide(opened);
    Fd far = RootedFiles.openForReadingAndWriting(root, path);
    try {
      Descriptors.changeOwner(far, who.user(), who.group());
    } finally {
      Descriptors.close(far);
    }
    RootBuilder.attachConsole(root, path);
  }

  @Override
  void joinTo(Spawn spawn) {
    // the first terminal that the leader of a session opens becomes the session's
    spawn.open(0, path, Access.READ_WRITE).duplicate(FIRST, 1).duplicate(FIRST, 2);
  }

  @Override
  Optional<Fd> terminal() {
    return near;
  }
}
