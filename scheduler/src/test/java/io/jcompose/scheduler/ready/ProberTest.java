package io.jcompose.scheduler.ready;

import static io.jcompose.scheduler.runtime.Plans.container;
import static io.jcompose.scheduler.runtime.Plans.pod;
import static io.jcompose.scheduler.runtime.Plans.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.plan.HealthProbe;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.scheduler.fake.FakeProgram;
import io.jcompose.scheduler.fake.FakeRuntime;
import io.jcompose.scheduler.fake.ManualTimer;
import io.jcompose.scheduler.runtime.Plans;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProberTest {
  private static final HealthProbe PROBE =
      new HealthProbe(
          List.of("ping"),
          Duration.ofSeconds(30),
          Duration.ofSeconds(3),
          Duration.ZERO,
          Duration.ofSeconds(5),
          3);
  private final ManualTimer timer = new ManualTimer();
  private final FakeRuntime runtime = new FakeRuntime(timer);
  private final Prober prober = new Prober(runtime.containers(), timer);

  @BeforeEach
  void run() {
    PodPlan plan = pod(service("db"));
    runtime.projects().record(plan);
    plan.networks().forEach(runtime.networks()::create);
    runtime.pods().create(Plans.SHOP, plan.pods().get(0));
    runtime.pods().start(Plans.SHOP, plan.pods().get(0).name());
    runtime.containers().create(service("db").spec());
    runtime.containers().start(container("db"));
  }

  @Test
  void theExitCodeDecidesAndTheOutputIsKept() {
    runtime.program(List.of("ping"), FakeProgram.succeedAfter(1));

    assertThat(prober.probe(container("db"), PROBE)).isEqualTo(new Prober.Result(1, "probe 1"));
    assertThat(prober.probe(container("db"), PROBE)).isEqualTo(new Prober.Result(0, "probe 2"));
  }

  @Test
  void aProbeThatTakesTooLongIsEndedAndHasFailed() {
    runtime.program(List.of("ping"), process -> process.println("still thinking"));

    CompletableFuture<Prober.Result> result =
        CompletableFuture.supplyAsync(() -> prober.probe(container("db"), PROBE));
    await()
        .until(
            () -> {
              timer.advance(Duration.ofSeconds(1));
              return result.isDone();
            });

    assertThat(result.join())
        .isEqualTo(
            new Prober.Result(-1, "health check did not end within 3000 ms: still thinking"));
  }

  @Test
  void onlyTheEndOfALongOutputIsKept() {
    runtime.program(
        List.of("ping"),
        process -> {
          process.print("x".repeat(1_000_000));
          process.println("the end");
          process.exit(1);
        });

    assertThat(prober.probe(container("db"), PROBE).output())
        .hasSizeLessThan(4097)
        .endsWith("the end");
  }
}
