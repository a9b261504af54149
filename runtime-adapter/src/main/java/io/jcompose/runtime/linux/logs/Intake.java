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

  private final Clock clock;
  private final Index index;
  private final Both<Channel> channels;
  private boolean closed;

  private Intake(Clock clock, Index index, Both<Channel> channels) {
    this.clock = clock;
    this.index = index;
    this.channels = channels;
  }

  /** Opens the pipes and the log. */
  static Intake open(ContainerLog log, Clock clock) {
    try {
      // a reboot takes the pipes away
      log.createPipes();
      Index index = Index.openForAppending(log.index());
      try {
        Channel stdout = Channel.open(log, Stream.STDOUT, index, clock);
        try {
          Channel stderr = Channel.open(log, Stream.STDERR, index, clock);
          return new Intake(clock, index, new Both<>(stdout, stderr));
        } catch (IOException | RuntimeException e) {
          stdout.close();
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        index.close();
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
    return channels.of(stream).pipe();
  }

  /**
   * Moves what a pipe holds into the log.
   *
   * @throws SyscallException if the disk refuses; nothing is lost
   */
  synchronized void take(Stream stream) throws IOException {
    if (!closed) {
      channels.of(stream).take(TURN_BYTES);
    }
  }

  /** Takes in what is left after the container has ended, and marks the end. */
  synchronized void finish() throws IOException {
    if (closed) {
      return;
    }
    for (Channel channel : channels.all()) {
      channel.take(LAST_BYTES);
    }
    if (!index.endsWithEnd()) {
      index.append(IndexEntry.end(clock.instant()));
    }
  }

  /** Closes the files; what is still in the pipes stays there. A second call does nothing. */
  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      channels.all().forEach(Channel::close);
      index.close();
    }
  }
}
