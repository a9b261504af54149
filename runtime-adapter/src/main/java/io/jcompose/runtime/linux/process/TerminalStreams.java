package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.linux.security.Identity;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.RootedFiles;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.runtime.syscall.Spawn.Access;
import io.jcompose.runtime.syscall.Terminals;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new terminal of the container's, joined to the terminal of this process, which hands on every
 * key as it comes meanwhile.
 */
final class TerminalStreams extends ExecStreams {
  private static final Fd INPUT = new Fd(0);
  private static final Fd OUTPUT = new Fd(1);
  private static final Fd ERROR = new Fd(2);

  private final Optional<Terminals.Mode> mode = Terminals.mode(INPUT);
  private volatile @Nullable Fd master;
  private volatile int number;
  private @Nullable OutputPump pump;
  private Optional<Terminals.Size> size = Optional.empty();

  @Override
  void openInContainer(Fd root, Identity who) {
    Fd opened = RootedFiles.openForReadingAndWriting(root, "/dev/pts/ptmx");
    master = opened;
    number = Terminals.unlockOtherSide(opened);
    Fd otherSide = RootedFiles.openForReadingAndWriting(root, path());
    try {
      Descriptors.changeOwner(otherSide, who.user(), who.group());
    } finally {
      Descriptors.close(otherSide);
    }
  }

  private String path() {
    return "/dev/pts/" + number;
  }

  @Override
  void joinTo(Spawn spawn, OpenFiles files) {
    // the first terminal that the leader of a session opens becomes the session's
    spawn.open(0, path(), Access.READ_WRITE).duplicate(INPUT, 1).duplicate(INPUT, 2);
  }

  @Override
  void complain(String message) {
    byte[] bytes = (message + "\r\n").getBytes(StandardCharsets.UTF_8);
    Descriptors.write(ERROR, bytes, bytes.length);
  }

  @Override
  void begin() {
    Fd opened = master;
    if (opened == null) {
      throw new IllegalStateException("a program runs, but its terminal was not opened");
    }
    look();
    mode.ifPresent(from -> Terminals.makeRaw(INPUT, from));
    OutputPump started =
        new OutputPump("exec-terminal-output", opened, new FileOutputStream(FileDescriptor.out));
    started.start();
    pump = started;
    InputPump.start(
        "exec-terminal-input",
        new FileInputStream(FileDescriptor.in),
        Descriptors.duplicate(opened, 0));
  }

  @Override
  void look() {
    Optional<Terminals.Size> now = Terminals.size(OUTPUT);
    Fd opened = master;
    if (opened != null && !now.equals(size)) {
      size = now;
      now.ifPresent(changed -> Terminals.setSize(opened, changed));
    }
  }

  @Override
  void finish() {
    OutputPump started = pump;
    if (started != null) {
      started.finish();
    }
  }

  @Override
  public void close() {
    OutputPump started = pump;
    Fd opened = master;
    if (started != null) {
      started.close();
    } else if (opened != null) {
      Descriptors.close(opened);
    }
    mode.ifPresent(from -> Terminals.restore(INPUT, from));
  }
}
