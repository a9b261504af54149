package io.jcompose.scheduler.reconcile;

import static io.jcompose.scheduler.runtime.Plans.SHOP;
import static io.jcompose.scheduler.runtime.Plans.pod;
import static io.jcompose.scheduler.runtime.Plans.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.project.Dependency.Condition;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ServiceBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan's text does not show; what it shows is in the tables of ReconcilerTableTest. */
class ReconcilerTest {
  private static final UpChoices UP = UpChoices.DEFAULT;
  private final Reconciler reconciler = new Reconciler();

  @Test
  void anOptionalDependencyIsWaitedForButNotNeeded() {
    String file =
        """
        services:
          web: {image: web, depends_on: {cache: {condition: service_started, required: false}}}
          cache: {image: cache}
        """;

    StepPlan steps = new RowCommand("up").decide(Observed.nothing(SHOP), file);

    assertThat(steps.nodes())
        .filteredOn(node -> node.step() instanceof Step.AwaitContainer)
        .singleElement()
        .satisfies(
            node -> {
              assertThat(node.after()).isNotEmpty();
              assertThat(node.needs()).isEmpty();
            });
  }

  @Test
  void noHookKeepsAContainerFromStopping() {
    String file = "services: {db: {image: db, pre_stop: [{command: [a]}, {command: [b]}]}}\n";

    StepPlan steps = new RowCommand("stop").decide(StandingProject.of(file).observed(), file);

    assertThat(steps.nodes())
        .extracting(StepPlan.Node::needs)
        .startsWith(List.of(), List.of(1), List.of());
  }

  @Test
  void aThousandServicesAreDecidedOnQuickly() {
    List<ServiceBuilder> services = new ArrayList<>();
    List<Wanted.Container> containers = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      ServiceBuilder service = service("s" + i);
      if (i > 0) {
        service.after("s" + (i - 1)).after("s" + (i / 2), Condition.STARTED);
      }
      services.add(service);
      containers.add(new Wanted.Container(service.spec(), "rootfs:/", true));
    }
    Wanted wanted = new Wanted(pod(services.toArray(ServiceBuilder[]::new)), containers);
    Observed nothing = Observed.nothing(SHOP);

    long begin = System.nanoTime();
    StepPlan steps = reconciler.up(wanted, nothing, UP);
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);

    assertThat(steps.nodes()).hasSize(2004);
    assertThat(taken).isLessThan(Duration.ofSeconds(1));
  }
}
