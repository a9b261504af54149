package io.jcompose.scheduler.reconcile;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Adds the steps that end pods, each after what is done to the containers in it. */
final class PodEnds {
  private final PlanBuilder plan;
  private final Observed observed;

  PodEnds(PlanBuilder plan, Observed observed) {
    this.plan = plan;
    this.observed = observed;
  }

  /**
   * Adds a step that stops a pod, if it runs.
   *
   * @param containers the number of the step that ends each container
   * @return what has to be over before something else is done to the pod
   */
  Collection<Integer> stop(
      ContainerName pod, Map<ContainerName, Integer> containers, String cause) {
    Set<Integer> ends = new TreeSet<>();
    for (ContainerStatus status : observed.containersOf(pod)) {
      Integer end = containers.get(status.name());
      if (end != null) {
        ends.add(end);
      }
    }
    return observed.podRuns(pod)
        ? Set.of(plan.add(new Step.StopPod(observed.project(), pod), ends, cause))
        : ends;
  }

  /** Adds steps that stop and remove a pod; returns the number of the last. */
  int remove(ContainerName pod, Map<ContainerName, Integer> containers, String cause) {
    return plan.add(
        new Step.RemovePod(observed.project(), pod), stop(pod, containers, cause), cause);
  }
}
