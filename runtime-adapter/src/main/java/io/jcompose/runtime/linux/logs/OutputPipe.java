package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Pipes;
import io.jcompose.runtime.syscall.SyscallException;
import java.nio.file.Path;

/** The reading end of the pipe that one stream of a container leaves it by. */
final class OutputPipe implements AutoCloseable {
  /** How much is moved at once. */
  static final int CAPACITY_BYTES = 1 << 20;

  private final Fd pipe;

  private OutputPipe(Fd pipe) {
    this.pipe = pipe;
  }

  static OutputPipe open(Path fifo) {
    // open for writing as well: so it has no end, whoever comes and goes at the other side
    Fd pipe = Descriptors.openForReadingAndWriting(fifo);
    try {
      raiseCapacity(pipe);
      return new OutputPipe(pipe);
    } catch (RuntimeException e) {
      Descriptors.close(pipe);
      throw e;
    }
  }

  /** More room means that a container can write on longer while nobody collects. */
  private static void raiseCapacity(Fd pipe) {
    try {
      Pipes.setCapacity(pipe, CAPACITY_BYTES);
    } catch (SyscallException e) {
      // the host's limit for root is lower, or too many pages are in pipes: as it was will do
      if (!e.errno().equals(Errno.EPERM) && !e.errno().equals(Errno.EBUSY)) {
        throw e;
      }
    }
  }

  /** Returns the end to wait for. */
  Fd descriptor() {
    return pipe;
  }

  /** Moves bytes to a place in a file; returns how many, none or less if there is nothing now. */
  long moveTo(Fd file, long place, int most) {
    return Pipes.splice(pipe, file, place, most);
  }

  /**
   * Looks at what is in the pipe and leaves it there.
   *
   * @return how many bytes at the beginning of {@code into} were seen; 0 if there is nothing now
   */
  int peek(byte[] into) {
    Pipes.Ends copy = Pipes.create();
    try {
      return Pipes.duplicate(pipe, copy.writing(), into.length) > 0
          ? Descriptors.read(copy.reading(), into)
          : 0;
    } finally {
      Descriptors.close(copy.reading());
      Descriptors.close(copy.writing());
    }
  }

  /** Closes this end; what is still in the pipe stays there. */
  @Override
  public void close() {
    Descriptors.close(pipe);
  }
}
