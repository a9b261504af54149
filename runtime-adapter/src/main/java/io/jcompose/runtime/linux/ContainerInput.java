package io.jcompose.runtime.linux;

import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.runtime.linux.process.StandardStreams;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.tree.Trees;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Pipes;
import io.jcompose.runtime.syscall.SyscallException;
import java.nio.file.Path;
import java.util.Optional;

/** The input of one container, if it is kept open: a named pipe, or its terminal. */
final class ContainerInput {
  private final ContainerHome home;

  ContainerInput(ContainerHome home) {
    this.home = home;
  }

  /** Returns where a container's standard streams lead; makes its pipe for input, if it has one. */
  StandardStreams streams(ConsoleSettings console) {
    if (console.tty()) {
      return new StandardStreams.Terminal();
    }
    Optional<StandardStreams.Input> input = Optional.empty();
    if (console.stdinOpen()) {
      makePipe();
      input = Optional.of(new StandardStreams.Input(pipe(), console.stdinOnce()));
    }
    return new StandardStreams.Pipes(input, home.pipe().stdout(), home.pipe().stderr());
  }

  /** Opens the pipe for writing, made if it is missing; whoever asks closes it. */
  Fd openPipe() {
    makePipe();
    return Descriptors.openForReadingAndWriting(pipe());
  }

  private Path pipe() {
    return home.pipe().stdin();
  }

  private void makePipe() {
    Trees.makeDirectory(pipe().resolveSibling(""));
    try {
      Pipes.makeFifo(pipe(), 0600);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.EEXIST)) {
        throw e;
      }
    }
  }
}
