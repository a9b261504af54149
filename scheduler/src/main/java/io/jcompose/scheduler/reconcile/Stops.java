package io.jcompose.scheduler.reconcile;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.graph.DependencyGraph;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.time.Duration;
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
          // a dependent that cannot be stopped is no reason to let this one run
          Step stop = stop(member.now().orElseThrow(), timeout);
          int number = plan.addRegardless(stop, dependents, cause);
          stops.put(member.name(), number);
          own.add(number);
        }
      }
      over.put(service, own.isEmpty() ? dependents : own);
    }
    return stops;
  }

  /** Returns the step that stops a container. */
  static Step stop(ContainerStatus status, Optional<Duration> timeout) {
    return new Step.StopContainer(
        status.name(),
        status.spec().stopSignal(),
        timeout.orElse(status.spec().plan().process().stopGracePeriod()));
  }
}
