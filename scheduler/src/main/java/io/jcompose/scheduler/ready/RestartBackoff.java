package io.jcompose.scheduler.ready;

import io.jcompose.model.project.RestartPolicy;
import java.time.Duration;

/**
 * How long a restart policy waits: as long as it says, else 100 ms at first, twice as long each
 * time, a minute at most, and from the beginning after a run of ten seconds. These are docker's
 * numbers.
 *
 * @param delay the last wait; zero if there was none yet
 */
record RestartBackoff(Duration delay) {
  static final RestartBackoff NONE = new RestartBackoff(Duration.ZERO);
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration STABLE = Duration.ofSeconds(10);

  /** Returns the wait after a run of that length. */
  RestartBackoff next(RestartPolicy policy, Duration ranFor) {
    return policy.delay().map(RestartBackoff::new).orElseGet(() -> grown(ranFor));
  }

  private RestartBackoff grown(Duration ranFor) {
    if (delay.isZero() || ranFor.compareTo(STABLE) >= 0) {
      return new RestartBackoff(FIRST);
    }
    Duration doubled = delay.multipliedBy(2);
    return new RestartBackoff(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
  }
}
