package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.observe.Observed;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Adds the steps that start the pods of containers that start. */
final class PodStarts {
  private final PlanBuilder plan;
  private final Observed observed;

  PodStarts(PlanBuilder plan, Observed observed) {
    this.plan = plan;
    this.observed = observed;
  }

  /**
   * Adds the steps; the host's ports are chosen for all of them before the first starts.
   *
   * @param pods the plans of all pods
   * @param anew the pods that ran and were taken down by earlier steps
   * @param made what has to be over before any pod starts
   * @return the number of each pod's step
   */
  Map<ContainerName, Integer> add(
      Collection<Member> members,
      Map<ContainerName, InfraPlan> pods,
      Set<ContainerName> anew,
      Collection<Integer> made) {
    Map<ContainerName, String> causes = new LinkedHashMap<>();
    for (Member member : members) {
      if (member.startCause().isPresent()) {
        ContainerName pod = member.spec().plan().pod();
        boolean runs = observed.podRuns(pod) && !anew.contains(pod);
        causes.put(pod, runs ? "containers join it" : "it does not run");
      }
    }
    List<ContainerName> publishing =
        causes.keySet().stream()
            .filter(pod -> !observed.podRuns(pod) || anew.contains(pod))
            .filter(pod -> pods.containsKey(pod) && !pods.get(pod).ports().isEmpty())
            .toList();
    Set<Integer> before = new TreeSet<>(made);
    if (!publishing.isEmpty()) {
      Step choose = new Step.ChoosePorts(observed.project(), publishing);
      before = Set.of(plan.add(choose, made, "pods that publish some start"));
    }
    Map<ContainerName, Integer> starts = new LinkedHashMap<>();
    for (Map.Entry<ContainerName, String> cause : causes.entrySet()) {
      Step start = new Step.StartPod(observed.project(), cause.getKey());
      starts.put(cause.getKey(), plan.add(start, before, cause.getValue()));
    }
    return starts;
  }
}
