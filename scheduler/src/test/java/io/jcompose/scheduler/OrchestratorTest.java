package io.jcompose.scheduler;

import static io.jcompose.scheduler.runtime.Plans.pod;
import static io.jcompose.scheduler.runtime.Plans.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.fake.FakeRuntime;
import io.jcompose.scheduler.fake.ManualTimer;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ContainerStatus.State;
import io.jcompose.scheduler.runtime.Plans;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrchestratorTest {
  private final ManualTimer timer = new ManualTimer();
  private final FakeRuntime runtime = new FakeRuntime(timer);
  private final Orchestrator orchestrator = new Orchestrator(runtime, EventSink.SILENT, timer, 4);

  @AfterEach
  void close() {
    orchestrator.close();
  }

  @Test
  void upMakesEverythingBeforeAnythingStartsAndStartsInOrder() {
    ActionResult result =
        orchestrator.up(pod(service("web").after("db"), service("db")), UpOptions.DEFAULT);

    assertThat(result.failures()).isEmpty();
    assertThat(states())
        .containsOnly(
            Map.entry("shop-db-1", State.RUNNING), Map.entry("shop-web-1", State.RUNNING));
    assertThat(runtime.journal().indexOf("start shop-web-1"))
        .isGreaterThan(runtime.journal().indexOf("start shop-db-1"));
    assertThat(runtime.journal().indexOf("start pod shop"))
        .isGreaterThan(runtime.journal().indexOf("create shop-web-1"));
  }

  @Test
  void downLeavesNothing() {
    PodPlan plan = pod(service("web").after("db"), service("db").volume("shop_data", "/data"));
    orchestrator.up(plan, UpOptions.DEFAULT);

    ActionResult result = orchestrator.down(Plans.SHOP, DownOptions.DEFAULT);

    assertThat(result.failures()).isEmpty();
    assertThat(states()).isEmpty();
    assertThat(runtime.pods().list()).isEmpty();
    assertThat(runtime.volumes().list(Plans.SHOP)).hasSize(1);
  }

  private Map<String, State> states() {
    Map<String, State> states = new TreeMap<>();
    for (ContainerStatus status : runtime.containers().list(Plans.SHOP)) {
      states.put(status.name().value(), status.state());
    }
    return states;
  }
}
