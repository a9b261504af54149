package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Pipes;
import io.jcompose.runtime.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The way of one stream from its pipe into its file. Belongs to one thread at a time. */
final class Channel {
  private static final int PIPE_BYTES = 1 << 20;

  /** So that a piece's length fits its place in the index. */
  private static final long LONGEST_PIECE_BYTES = 1 << 30;

  private final Stream stream;
  private final Fd pipe;
  private final Fd file;
  private final Index index;
  private final Clock clock;
  private long indexed;
  private long written;

  private Channel(
      Stream stream, Fd pipe, Fd file, Index index, Clock clock, long indexed, long written) {
    this.stream = stream;
    this.pipe = pipe;
    this.file = file;
    this.index = index;
    this.clock = clock;
    this.indexed = indexed;
    this.written = written;
  }

  static Channel open(ContainerLog log, Stream stream, Index index, Clock clock)
      throws IOException {
    Path path = log.file(stream);
    long indexed = index.limit(stream);
    // a power failure may take bytes whose entry it leaves: what follows still goes behind them
    long written = Math.max(Files.size(path), indexed);
    // open for writing as well: so it has no end, whoever comes and goes at the other side
    Fd pipe = Descriptors.openForReadingAndWriting(log.pipe(stream));
    try {
      raiseCapacity(pipe);
      Fd file = Descriptors.openForReadingAndWriting(path);
      return new Channel(stream, pipe, file, index, clock, indexed, written);
    } catch (RuntimeException e) {
      Descriptors.close(pipe);
      throw e;
    }
  }

  /** More room means that a container can write on longer while nobody collects. */
  private static void raiseCapacity(Fd pipe) {
    try {
      Pipes.setCapacity(pipe, PIPE_BYTES);
    } catch (SyscallException e) {
      // the host's limit for root is lower, or too many pages are in pipes: as it was will do
      if (!e.errno().equals(Errno.EPERM) && !e.errno().equals(Errno.EBUSY)) {
        throw e;
      }
    }
  }

  /** Returns the end to wait for. */
  Fd pipe() {
    return pipe;
  }

  /** Moves what the pipe holds into the file, {@code most} bytes or a few more. */
  void take(long most) throws IOException {
    coverBareBytes();
    long left = most;
    while (left > 0) {
      long moved = Pipes.splice(pipe, file, written, PIPE_BYTES);
      if (moved <= 0) {
        return;
      }
      written += moved;
      left -= moved;
      coverBareBytes();
    }
  }

  /** Gives an entry to bytes that have none: just moved, or left by a process that was killed. */
  private void coverBareBytes() throws IOException {
    while (indexed < written) {
      int length = (int) Math.min(LONGEST_PIECE_BYTES, written - indexed);
      index.append(IndexEntry.piece(clock.instant(), stream, indexed, length));
      indexed += length;
    }
  }

  /** Closes both ends; what is still in the pipe stays there. */
  void close() {
    Descriptors.close(pipe);
    Descriptors.close(file);
  }
}
