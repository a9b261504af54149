package io.jcompose.scheduler.ready;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.HealthProbe;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTrackerTest {
  private static final Duration EARLY = Duration.ofSeconds(5);
  private static final Duration LATE = Duration.ofSeconds(60);
  private static final HealthProbe PROBE =
      new HealthProbe(
          List.of("true"),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          Duration.ofSeconds(2),
          2);
  private final HealthTracker starting = HealthTracker.of(PROBE, Health.STARTING);

  @Test
  void oneSuccessMakesItHealthy() {
    assertThat(starting.after(true, EARLY).health()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void failuresInTheStartPeriodDoNotCount() {
    HealthTracker tracker = starting;
    for (int i = 0; i < 10; i++) {
      tracker = tracker.after(false, EARLY);
    }

    assertThat(tracker.health()).isEqualTo(Health.STARTING);
  }

  @Test
  void enoughFailuresInARowMakeItUnhealthy() {
    HealthTracker once = starting.after(false, LATE);

    assertThat(once.health()).isEqualTo(Health.STARTING);
    assertThat(once.after(false, LATE).health()).isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void aSuccessInBetweenBeginsTheCountAnew() {
    HealthTracker tracker = starting.after(false, LATE).after(true, LATE).after(false, LATE);

    assertThat(tracker.health()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void afterItsFirstSuccessFailuresCountInTheStartPeriodToo() {
    HealthTracker tracker = starting.after(true, EARLY).after(false, EARLY).after(false, EARLY);

    assertThat(tracker.health()).isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void probesComeFasterWhileItStarts() {
    assertThat(starting.delay(EARLY)).isEqualTo(Duration.ofSeconds(2));
    assertThat(starting.delay(LATE)).isEqualTo(Duration.ofSeconds(30));
    assertThat(starting.after(true, EARLY).delay(EARLY)).isEqualTo(Duration.ofSeconds(30));
  }
}
