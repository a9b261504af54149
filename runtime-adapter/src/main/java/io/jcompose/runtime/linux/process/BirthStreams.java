package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.linux.process.StandardStreams.Input;
import io.jcompose.runtime.linux.security.Identity;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.runtime.syscall.Spawn.Access;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The standard streams of one program on their way into the container. Belongs to one birth; its
 * methods are called in the order in which they stand here.
 */
abstract class BirthStreams {
  private static final String NOTHING = "/dev/null";
  private static final int FIRST_OUTPUT = 1;

  static BirthStreams of(StandardStreams streams) {
    if (streams instanceof StandardStreams.Pipes pipes) {
      return new OfPipes(pipes);
    }
    return streams instanceof StandardStreams.Terminal ? new TerminalOfBirth() : new ToNowhere();
  }

  /**
   * Opens what lies on the host.
   *
   * @param lowest descriptors below are the child's own
   */
  void openOnHost(int lowest, OpenFiles files) {}

  /** Opens what lies in the container, the calling thread's root by now, and gives it to a user. */
  void openInContainer(Fd root, Identity who, int lowest, OpenFiles files) {}

  /** Says what the child's first three descriptors are. */
  abstract void joinTo(Spawn spawn);

  /** Returns the near side of the terminal, once it is open; empty if there is none. */
  Optional<Fd> terminal() {
    return Optional.empty();
  }

  private static final class ToNowhere extends BirthStreams {
    @Override
    void joinTo(Spawn spawn) {
      spawn
          .open(0, NOTHING, Access.READ)
          .open(1, NOTHING, Access.WRITE)
          .open(2, NOTHING, Access.WRITE);
    }
  }

  private static final class OfPipes extends BirthStreams {
    private final StandardStreams.Pipes pipes;
    private Optional<Fd> input = Optional.empty();
    private final List<Fd> outputs = new ArrayList<>();

    OfPipes(StandardStreams.Pipes pipes) {
      this.pipes = pipes;
    }

    @Override
    void openOnHost(int lowest, OpenFiles files) {
      input = pipes.input().map(from -> open(from, lowest, files));
      for (Path output : List.of(pipes.output(), pipes.error())) {
        outputs.add(open(output, lowest, files));
      }
    }

    private static Fd open(Input input, int lowest, OpenFiles files) {
      Fd both = open(input.pipe(), lowest, files);
      // there is a writer now, which opening for reading alone would wait for
      return input.once() ? files.keepFrom(lowest, Descriptors.openForReading(input.pipe())) : both;
    }

    private static Fd open(Path fifo, int lowest, OpenFiles files) {
      try {
        return files.keepFrom(lowest, Descriptors.openForReadingAndWriting(fifo));
      } catch (SyscallException e) {
        throw new RuntimeFailure(
            "cannot open " + fifo + " for a container: " + e.getMessage(),
            "start the project anew with 'jcompose down' and 'jcompose up'",
            e);
      }
    }

    @Override
    void openInContainer(Fd root, Identity who, int lowest, OpenFiles files) {
      input.ifPresent(fifo -> Descriptors.changeOwner(fifo, who.user(), who.group()));
      outputs.forEach(fifo -> Descriptors.changeOwner(fifo, who.user(), who.group()));
    }

    @Override
    void joinTo(Spawn spawn) {
      if (input.isPresent()) {
        spawn.duplicate(input.get(), 0);
      } else {
        spawn.open(0, NOTHING, Access.READ);
      }
      for (int i = 0; i < outputs.size(); i++) {
        spawn.duplicate(outputs.get(i), FIRST_OUTPUT + i);
      }
    }
  }
}
