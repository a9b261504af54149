package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.time.Clock;

/** Empties one container's pipes into its log. Safe to use from several threads. */
final class Intake implements AutoCloseable {
  /** How much of one stream is moved before others have their turn. */
  private static final long TURN_BYTES = 4L << 20;

  /**
   * How much is taken in after the end. A pipe holds less; more can only come from a stranger whom
   * the container has handed its output to, and who could write for ever.
   */
  private static final long LAST_BYTES = 64L << 20;

  private static final int PEEK_BYTES = 64 * 1024;

  private final Clock clock;
  private final Rotation rotation;
  private final SegmentRow row;
  private final Both<OutputPipe> pipes;
  private SegmentWriter segment;
  private boolean closed;

  private Intake(
      Clock clock,
      Rotation rotation,
      SegmentRow row,
      Both<OutputPipe> pipes,
      SegmentWriter segment) {
    this.clock = clock;
    this.rotation = rotation;
    this.row = row;
    this.pipes = pipes;
    this.segment = segment;
  }

  /** Opens the pipes and the log. */
  static Intake open(ContainerLog log, Rotation rotation, Clock clock) {
    try {
      // a reboot takes the pipes away
      log.createPipes();
      var row = new SegmentRow(log.directory());
      SegmentWriter segment = SegmentWriter.open(row.newest(), clock);
      try {
        row.removeUpTo(segment.number() - rotation.maxSegments());
        OutputPipe stdout = OutputPipe.open(log.stdout());
        try {
          OutputPipe stderr = OutputPipe.open(log.stderr());
          return new Intake(clock, rotation, row, new Both<>(stdout, stderr), segment);
        } catch (RuntimeException e) {
          stdout.close();
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        segment.close();
        throw e;
      }
    } catch (IOException | SyscallException e) {
      throw new RuntimeFailure(
          "cannot collect the output of container '"
              + log.container()
              + "' in "
              + log.directory()
              + ": "
              + e.getMessage(),
          "see with 'df -h " + log.directory() + "' whether there is room left",
          e);
    }
  }

  /** Returns what to wait for. */
  Fd pipe(Stream stream) {
    return pipes.of(stream).descriptor();
  }

  /**
   * Moves what a pipe holds into the log.
   *
   * @throws SyscallException if the disk refuses; nothing is lost
   */
  synchronized void take(Stream stream) throws IOException {
    if (!closed) {
      take(stream, TURN_BYTES);
    }
  }

  /** Moves {@code most} bytes, or a few more. */
  private void take(Stream stream, long most) throws IOException {
    segment.cover(stream);
    OutputPipe pipe = pipes.of(stream);
    long left = most;
    while (left > 0) {
      long room = rotation.maxBytes() - segment.size();
      if (room <= 0) {
        finishLine(Stream.STDOUT);
        finishLine(Stream.STDERR);
        if (pipe.peek(new byte[1]) == 0) {
          return; // the next segment begins with the line that needs it
        }
        rotate();
        continue;
      }
      long moved = segment.take(pipe, stream, (int) Math.min(OutputPipe.CAPACITY_BYTES, room));
      if (moved <= 0) {
        return;
      }
      left -= moved;
    }
  }

  /**
   * Begins the next segment. Whoever is killed at any point of this has lost nothing: each byte is
   * in the pipe or in a segment, and the segments are those that have an index.
   */
  private void rotate() throws IOException {
    for (Stream stream : Stream.values()) {
      segment.cover(stream);
    }
    long next = segment.number() + 1;
    long outdated = next - rotation.maxSegments();
    // first, in case that the disk is full; but never the one whose number counts
    row.removeUpTo(Math.min(outdated, segment.number() - 1));
    SegmentWriter fresh =
        SegmentWriter.open(row.begin(next, segment.limits(), clock.instant()), clock);
    segment.close();
    segment = fresh;
    row.removeUpTo(outdated);
  }

  /**
   * Takes in the rest of the line that a full segment ends in, as far as it has been written. Lines
   * so long that readers cut them are cut here, too.
   */
  private void finishLine(Stream stream) throws IOException {
    byte[] seen = new byte[PEEK_BYTES];
    while (segment.size() - rotation.maxBytes() < LineCutter.LONGEST_BYTES
        && segment.isInLine(stream)) {
      int length = pipes.of(stream).peek(seen);
      if (length == 0) {
        return;
      }
      segment.take(pipes.of(stream), stream, lengthOfLine(seen, length));
    }
  }

  private static int lengthOfLine(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return length;
  }

  /** Takes in what is left after the container has ended, and marks the end. */
  synchronized void finish() throws IOException {
    if (closed) {
      return;
    }
    for (Stream stream : Stream.values()) {
      take(stream, LAST_BYTES);
    }
    segment.end();
  }

  /** Closes the files; what is still in the pipes stays there. A second call does nothing. */
  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      pipes.all().forEach(OutputPipe::close);
      segment.close();
    }
  }
}
