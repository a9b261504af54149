package io.jcompose.scheduler.reconcile;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds the steps that remove containers, stopped first where they run, and then their pods. */
final class Removals {
  private final PlanBuilder plan;
  private final Observed observed;
  private final Set<ContainerName> targets;
  private final DownChoices choices;
  private final String cause;

  /**
   * Creates what adds to {@code plan}.
   *
   * @param targets the containers to be removed
   */
  Removals(
      PlanBuilder plan,
      Observed observed,
      Set<ContainerName> targets,
      DownChoices choices,
      String cause) {
    this.plan = plan;
    this.observed = observed;
    this.targets = targets;
    this.choices = choices;
    this.cause = cause;
  }

  /** Returns the number of the step that removes each container. */
  Map<ContainerName, Integer> addContainers() {
    List<Member> standing = observed.all().stream().map(Member::untouched).toList();
    Map<ContainerName, String> causes = new LinkedHashMap<>();
    targets.forEach(name -> causes.put(name, cause));
    Map<ContainerName, Integer> stops =
        new Stops(plan, choices.stopTimeout()).add(standing, causes);
    Map<ContainerName, Integer> removes = new LinkedHashMap<>();
    // those that had to be stopped in the order of their stops, so that the plan reads top down
    stops.forEach((name, stop) -> removes.put(name, remove(name, List.of(stop))));
    for (ContainerStatus status : observed.all()) {
      if (targets.contains(status.name()) && !stops.containsKey(status.name())) {
        removes.put(status.name(), remove(status.name(), List.of()));
      }
    }
    return removes;
  }

  private int remove(ContainerName name, List<Integer> needs) {
    return plan.add(new Step.RemoveContainer(name, choices.volumes()), needs, cause);
  }

  /**
   * Adds the end of those of {@code pods} that no container is left in.
   *
   * @param removes what {@link #addContainers} returned
   * @return the number of the step that removes each pod
   */
  Map<ContainerName, Integer> addPods(
      Collection<ContainerName> pods, Map<ContainerName, Integer> removes) {
    PodEnds ends = new PodEnds(plan, observed);
    Map<ContainerName, Integer> removed = new LinkedHashMap<>();
    for (ContainerName pod : pods) {
      boolean empty =
          observed.containersOf(pod).stream()
              .map(ContainerStatus::name)
              .allMatch(targets::contains);
      if (empty) {
        removed.put(pod, ends.remove(pod, removes, cause));
      }
    }
    return removed;
  }
}
