package io.jcompose.scheduler.ready;

import io.jcompose.model.plan.HealthProbe;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * Probes one run of a container from time to time. The next probe is planned when the last one is
 * over, so none piles up behind a slow one. While the container is paused the monitor rests.
 */
final class HealthMonitor implements AutoCloseable {
  private final ContainerName container;
  private final Instant started;
  private final Prober prober;
  private final Timer timer;
  private final Executor workers;
  private final Listener listener;
  private HealthTracker tracker;
  private Timer.Alarm next = () -> {};
  private boolean resting;
  private int rests;
  private boolean closed;

  /** Told after each probe, until the monitor is closed. */
  interface Listener {
    /**
     * Takes note of a probe.
     *
     * @param now what all probes so far say
     */
    void probed(HealthTracker now, Instant begun, Prober.Result result);
  }

  HealthMonitor(
      ContainerName container,
      HealthTracker tracker,
      Instant started,
      Prober prober,
      Timer timer,
      Executor workers,
      Listener listener) {
    this.container = container;
    this.tracker = tracker;
    this.started = started;
    this.prober = prober;
    this.timer = timer;
    this.workers = workers;
    this.listener = listener;
  }

  synchronized void plan() {
    if (!closed && !resting) {
      next = timer.after(tracker.delay(age()), () -> workers.execute(this::probe));
    }
  }

  /** Probes no more, until told to {@link #goOn}; a probe that is under way does not count. */
  synchronized void rest() {
    if (!resting) {
      resting = true;
      rests++;
      next.cancel();
    }
  }

  /** Probes again, after the usual interval. */
  synchronized void goOn() {
    if (resting) {
      resting = false;
      plan();
    }
  }

  private void probe() {
    HealthProbe probe;
    Instant begun = timer.now();
    Duration age;
    int restsBefore;
    synchronized (this) {
      if (closed || resting) {
        return;
      }
      restsBefore = rests;
      probe = tracker.probe();
      age = Duration.between(started, begun);
    }
    Prober.Result result = prober.probe(container, probe);
    synchronized (this) {
      if (closed || rests != restsBefore) {
        return;
      }
      tracker = tracker.after(result.success(), age);
      try {
        listener.probed(tracker, begun, result);
      } finally {
        // what cannot be noted now, as the disk is full, can be after the next probe
        plan();
      }
    }
  }

  private Duration age() {
    return Duration.between(started, timer.now());
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.cancel();
  }
}
