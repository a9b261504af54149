package io.jcompose.scheduler.time;

import java.time.Duration;
import java.time.Instant;

/** Tells the time and calls back when some has passed. May be used by any thread. */
public interface Timer extends AutoCloseable {
  /** Returns the present time. */
  Instant now();

  /**
   * Calls {@code task} once, after {@code delay}; zero or less means as soon as possible, but never
   * within this call. The task must return fast and not throw: others wait behind it.
   */
  Alarm after(Duration delay, Runnable task);

  /** Forgets all calls that are still to come. A second call does nothing. */
  @Override
  void close();

  /** A call that is to come. */
  interface Alarm {
    /** Takes the call back; nothing happens if it has been made or taken back already. */
    void cancel();
  }
}
