package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.project.Hook;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.graph.DependencyGraph;
import io.jcompose.scheduler.ready.HookMoment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Adds stop steps: whoever depends on a service stops before it, also through others. */
final class Stops {
  private final PlanBuilder plan;
  private final Optional<Duration> timeout;

  Stops(PlanBuilder plan, Optional<Duration> timeout) {
    this.plan = plan;
    this.timeout = timeout;
  }

  /**
   * Adds a stop step for each container in {@code causes} that runs, or that its restart policy is
   * about to start again.
   *
   * @param members all containers that stand on the host
   * @param causes why which container stops
   * @return the number of each container's stop step
   */
  Map<ContainerName, Integer> add(List<Member> members, Map<ContainerName, String> causes) {
    Map<ServiceName, List<Member>> services = Member.byService(members);
    DependencyGraph graph = Member.graph(members);
    Map<ContainerName, Integer> stops = new LinkedHashMap<>();
    Map<ServiceName, Set<Integer>> over = new HashMap<>();
    for (ServiceName service : graph.reverseOrder()) {
      Set<Integer> dependents = new TreeSet<>();
      graph
          .dependentsOf(service)
          .forEach(dependent -> dependents.addAll(over.getOrDefault(dependent, Set.of())));
      Set<Integer> own = new TreeSet<>();
      for (Member member : services.getOrDefault(service, List.of())) {
        String cause = causes.get(member.name());
        if (cause != null && (member.running() || member.comesBack())) {
          int number =
              stop(
                  member.now().orElseThrow().spec(), member.running(), dependents, Set.of(), cause);
          stops.put(member.name(), number);
          own.add(number);
        }
      }
      over.put(service, own.isEmpty() ? dependents : own);
    }
    return stops;
  }

  /**
   * Adds a step that stops a container, and before it, where it runs, its hooks. One that fails is
   * no reason to let the container run.
   *
   * @param after what has to be over before
   * @param needs what of it must have succeeded
   */
  int stop(
      ContainerSpec spec, boolean running, Set<Integer> after, Set<Integer> needs, String cause) {
    Set<Integer> before = new TreeSet<>(after);
    if (running) {
      before.addAll(hooks(spec.plan(), after, needs, cause));
    }
    return plan.add(stop(spec), before, needs, cause);
  }

  /** Adds the container's own hooks; one that fails is the last. */
  private List<Integer> hooks(
      ContainerPlan container, Set<Integer> after, Set<Integer> needs, String cause) {
    List<Integer> numbers = new ArrayList<>();
    for (Hook hook : container.hooks().preStop()) {
      int count = numbers.size() + 1;
      Step step = new Step.RunHook(container.name(), HookMoment.PRE_STOP, count, hook);
      numbers.add(
          numbers.isEmpty()
              ? plan.add(step, after, needs, cause)
              : plan.add(step, List.of(numbers.get(count - 2)), cause));
    }
    return numbers;
  }

  private Step stop(ContainerSpec spec) {
    return new Step.StopContainer(
        spec.plan().name(),
        spec.stopSignal(),
        timeout.orElse(spec.plan().process().stopGracePeriod()));
  }
}
