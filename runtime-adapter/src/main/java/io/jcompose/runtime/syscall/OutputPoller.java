package io.jcompose.runtime.syscall;

import com.sun.jna.Memory;
import com.sun.jna.ptr.LongByReference;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Waits until one of several descriptors has something to read. One thread waits; any thread may
 * wake it, or change what it waits for.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/poll.2.html">poll(2)</a>
 */
public final class OutputPoller implements AutoCloseable {
  // poll.h, sys/eventfd.h
  private static final short POLLIN = 1;
  private static final int EFD_NONBLOCK = 04000;
  private static final int EFD_CLOEXEC = 02000000;
  private static final int EVENT_BYTES = 8;
  // struct pollfd: int fd; short events; short revents;
  private static final int ENTRY_BYTES = 8;
  private static final int EVENTS = 4;
  private static final int REVENTS = 6;

  private final OutputPipes pipes;
  private final Fd alarm;
  private final Set<Fd> watched = new LinkedHashSet<>();
  private boolean closed;

  /** Opens a poller that waits for nothing yet. */
  public OutputPoller(OutputPipes pipes) {
    this.pipes = pipes;
    this.alarm =
        new Fd(
            OutputPipes.retrying(
                "eventfd", () -> RawOutputPipes.eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)));
  }

  /** Waits for {@code fd} too, from now on. */
  public synchronized void add(Fd fd) {
    watched.add(fd);
    wake();
  }

  /** Does not wait for {@code fd} any more; the caller may close it. */
  public synchronized void remove(Fd fd) {
    watched.remove(fd);
    wake();
  }

  /** Makes the wait in progress, or the next one, return at once. */
  public synchronized void wake() {
    if (!closed) {
      // full means that a wake-up is pending already, which is all that is asked for
      RawOutputPipes.write(alarm.number(), new LongByReference(1), EVENT_BYTES);
    }
  }

  /**
   * Waits.
   *
   * @param patience how long at most
   * @return the descriptors that can be read; none if the time is over, or somebody woke it
   */
  public List<Fd> await(Duration patience) {
    List<Fd> asked;
    synchronized (this) {
      if (closed) {
        return List.of();
      }
      asked = List.copyOf(watched);
    }
    try (var entries = new Memory((long) ENTRY_BYTES * (asked.size() + 1))) {
      entries.clear();
      fill(entries, 0, alarm);
      for (int i = 0; i < asked.size(); i++) {
        fill(entries, i + 1, asked.get(i));
      }
      int timeout = (int) Math.min(patience.toMillis(), Integer.MAX_VALUE);
      OutputPipes.retrying("poll", () -> RawOutputPipes.poll(entries, asked.size() + 1L, timeout));
      if (ready(entries, 0)) {
        RawOutputPipes.read(alarm.number(), new LongByReference(), EVENT_BYTES);
      }
      return IntStream.range(0, asked.size())
          .filter(i -> ready(entries, i + 1))
          .mapToObj(asked::get)
          .toList();
    }
  }

  private static void fill(Memory entries, int place, Fd fd) {
    entries.setInt((long) place * ENTRY_BYTES, fd.number());
    entries.setShort((long) place * ENTRY_BYTES + EVENTS, POLLIN);
  }

  private static boolean ready(Memory entries, int place) {
    return entries.getShort((long) place * ENTRY_BYTES + REVENTS) != 0;
  }

  /** Closes it; nobody may be waiting any more. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      pipes.close(alarm);
    }
  }
}
