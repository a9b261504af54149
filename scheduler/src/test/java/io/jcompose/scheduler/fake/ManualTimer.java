package io.jcompose.scheduler.fake;

import io.jcompose.scheduler.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Time that passes when a test says so; calls are made on the test's own thread. */
public final class ManualTimer implements Timer {
  private final Queue<Call> calls =
      new PriorityQueue<>(Comparator.comparing(Call::due).thenComparingLong(Call::number));
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private long numbers;

  private record Call(Instant due, long number, Runnable task) {}

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized Alarm after(Duration delay, Runnable task) {
    Call call = new Call(now.plus(delay), numbers++, task);
    calls.add(call);
    return () -> cancel(call);
  }

  private synchronized void cancel(Call call) {
    calls.remove(call);
  }

  /** Lets time pass, making the calls that fall into it, each at its moment. */
  public void advance(Duration time) {
    Instant end = now().plus(time);
    while (true) {
      Call call = next(end);
      if (call == null) {
        return;
      }
      call.task().run();
    }
  }

  private synchronized @Nullable Call next(Instant end) {
    Call call = calls.peek();
    if (call == null || call.due().isAfter(end)) {
      now = end;
      return null;
    }
    calls.remove();
    now = call.due().isAfter(now) ? call.due() : now;
    return call;
  }

  /** Returns how long it is until the next call; very long if none is to come. */
  public synchronized Duration untilNext() {
    Call call = calls.peek();
    return call == null ? Duration.ofDays(1000) : Duration.between(now, call.due());
  }

  @Override
  public synchronized void close() {
    calls.clear();
  }
}
