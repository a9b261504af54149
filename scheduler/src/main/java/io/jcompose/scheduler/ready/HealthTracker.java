package io.jcompose.scheduler.ready;

import io.jcompose.model.plan.HealthProbe;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import java.time.Duration;

/**
 * What a row of probes says about a container, by docker's rules: one success makes it healthy;
 * {@code retries} failures in a row make it unhealthy, and until its first success those within the
 * start period do not count.
 *
 * @param failures in a row, as far as they count
 */
record HealthTracker(HealthProbe probe, Health health, int failures) {
  static HealthTracker of(HealthProbe probe, Health health) {
    return new HealthTracker(probe, health, 0);
  }

  /**
   * Returns what is known after one more probe.
   *
   * @param age of the container's run when the probe began
   */
  HealthTracker after(boolean success, Duration age) {
    if (success) {
      return new HealthTracker(probe, Health.HEALTHY, 0);
    }
    if (isStarting(age)) {
      return this;
    }
    int counted = failures + 1;
    boolean given = counted >= probe.retries();
    return new HealthTracker(probe, given ? Health.UNHEALTHY : health, counted);
  }

  /** Returns how long to wait before the next probe of a run that is so old. */
  Duration delay(Duration age) {
    return isStarting(age) ? probe.startInterval() : probe.interval();
  }

  private boolean isStarting(Duration age) {
    return health == Health.STARTING && age.compareTo(probe.startPeriod()) < 0;
  }
}
