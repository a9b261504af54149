package io.jcompose.scheduler.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Real time: a clock, and one daemon thread that makes the calls. */
public final class SystemTimer implements Timer {
  private final Clock clock;
  private final ScheduledThreadPoolExecutor executor;

  /** Creates a timer that tells {@code clock}'s time; whoever creates it closes it. */
  public SystemTimer(Clock clock) {
    this.clock = clock;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "jcompose-timer");
              thread.setDaemon(true);
              return thread;
            });
    // else the long timeout of a probe that has long answered would hold its memory
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Alarm after(Duration delay, Runnable task) {
    try {
      Future<?> pending = executor.schedule(task, nanoseconds(delay), TimeUnit.NANOSECONDS);
      return () -> pending.cancel(false);
    } catch (RejectedExecutionException closed) {
      // whoever asks after the end asks for a call that is no longer to be made
      return () -> {};
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static long nanoseconds(Duration delay) {
    try {
      return delay.toNanos();
    } catch (ArithmeticException beyond292Years) {
      return Long.MAX_VALUE;
    }
  }
}
