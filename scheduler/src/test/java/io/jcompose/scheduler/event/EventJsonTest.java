package io.jcompose.scheduler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.PlanJson;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
  private static final ContainerName DB = new ContainerName("shop-db-1");
  private static final StepLabel STEP =
      new StepLabel(3, "start", "container", "shop-db-1", "start container shop-db-1", "it is new");
  private final PlanJson json = new PlanJson();

  @ParameterizedTest
  @MethodSource("everyKind")
  void anEventTravelsAsJson(Event event) {
    assertThat(json.read(json.write(event), Event.class)).isEqualTo(event);
  }

  static Event[] everyKind() {
    return new Event[] {
      new Event.StepStarted(AT, STEP, 7),
      new Event.StepSucceeded(AT, STEP),
      new Event.StepFailed(AT, STEP, "no such program", "correct 'command'"),
      new Event.StepSkipped(AT, STEP, "cancelled"),
      new Event.Warning(AT, "found orphans"),
      new Event.ContainerExited(AT, DB, 137),
      new Event.ContainerRestarting(AT, DB, Duration.ofMillis(200)),
      new Event.ContainerRestarted(AT, DB),
      new Event.HealthChanged(AT, DB, Health.UNHEALTHY),
      new Event.Probed(AT, DB, AT.minusSeconds(1), 7, "no answer", 2),
      new Event.Recorded(
          AT,
          DB,
          "0a1b",
          new ServiceName("db"),
          ContainerAction.EXEC_START,
          Optional.of("sh -c ls"),
          Map.of("execID", "1f"))
    };
  }
}
