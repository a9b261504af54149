package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.OutputPipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalLong;

/** The way of one stream from its pipe into its file. Belongs to one thread at a time. */
final class Channel {
  private static final int PIPE_BYTES = 1 << 20;

  /** So that a piece's length fits its place in the index. */
  private static final long LONGEST_PIECE_BYTES = 1 << 30;

  private final Stream stream;
  private final Fd pipe;
  private final Fd file;
  private final Index index;
  private final OutputPipes pipes;
  private final Clock clock;
  private long indexed;
  private long written;

  private Channel(
      Stream stream,
      Fd pipe,
      Fd file,
      Index index,
      OutputPipes pipes,
      Clock clock,
      long indexed,
      long written) {
    this.stream = stream;
    this.pipe = pipe;
    this.file = file;
    this.index = index;
    this.pipes = pipes;
    this.clock = clock;
    this.indexed = indexed;
    this.written = written;
  }

  static Channel open(ContainerLog log, Stream stream, Index index, OutputPipes pipes, Clock clock)
      throws IOException {
    Path path = log.file(stream);
    long indexed = index.limit(stream);
    // a power failure may take bytes whose entry it leaves: what follows still goes behind them
    long written = Math.max(Files.size(path), indexed);
    Fd pipe = pipes.openFifo(log.pipe(stream));
    try {
      pipes.raiseCapacity(pipe, PIPE_BYTES);
      Fd file = pipes.openForWriting(path);
      return new Channel(stream, pipe, file, index, pipes, clock, indexed, written);
    } catch (RuntimeException e) {
      pipes.close(pipe);
      throw e;
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
      OptionalLong moved = pipes.move(pipe, file, written, PIPE_BYTES);
      if (moved.isEmpty() || moved.getAsLong() == 0) {
        return;
      }
      written += moved.getAsLong();
      left -= moved.getAsLong();
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
    pipes.close(pipe);
    pipes.close(file);
  }
}
