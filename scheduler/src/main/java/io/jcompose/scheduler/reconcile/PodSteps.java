package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.Projects;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Adds what {@code up} does to networks and pods, before any of them starts. */
final class PodSteps {
  private final PlanBuilder plan;
  private final Observed observed;
  private final PodChanges changes;
  private final Map<ContainerName, Integer> gone = new HashMap<>();
  private final Map<NetworkName, Integer> networks = new HashMap<>();
  private final Set<Integer> recorded = new TreeSet<>();

  PodSteps(PlanBuilder plan, Observed observed, PodChanges changes) {
    this.plan = plan;
    this.observed = observed;
    this.changes = changes;
  }

  /**
   * Adds the steps.
   *
   * @param removes the number of the step that removes each container that goes away
   * @param stops the number of the step that stops each container that has to stop
   * @return for each pod that changes, the number of the step after which it is as wanted
   */
  Map<ContainerName, Integer> add(
      PodPlan wanted, Map<ContainerName, Integer> removes, Map<ContainerName, Integer> stops) {
    Map<ContainerName, Integer> ends = new HashMap<>(stops);
    ends.putAll(removes);
    PodEnds podEnds = new PodEnds(plan, observed);
    for (PodStatus pod : changes.superfluous(removes.keySet())) {
      gone.put(pod.name(), podEnds.remove(pod.name(), ends, "no container is left in it"));
    }
    changes.replaced().forEach((pod, cause) -> gone.put(pod, podEnds.remove(pod, ends, cause)));
    recorded.addAll(record(wanted));
    changes.newNetworks().forEach(this::addNetwork);
    Map<ContainerName, Integer> pods = new HashMap<>();
    for (InfraPlan pod : changes.created()) {
      Set<Integer> needs = needs(pod);
      PlanBuilder.addIfPresent(needs, gone.get(pod.name()));
      String cause = changes.replaced().getOrDefault(pod.name(), "no pod yet");
      pods.put(pod.name(), plan.add(new Step.CreatePod(wanted.project(), pod), needs, cause));
    }
    for (InfraPlan pod : changes.updated()) {
      pods.put(
          pod.name(),
          plan.add(new Step.UpdatePod(wanted.project(), pod), needs(pod), "its plan changed"));
    }
    return pods;
  }

  /** Returns the step that records the project, if there is one. */
  Set<Integer> recorded() {
    return recorded;
  }

  private Set<Integer> record(PodPlan wanted) {
    boolean same =
        observed.recorded().map(Projects.Recorded::plan).filter(wanted::equals).isPresent();
    return same
        ? Set.of()
        : Set.of(
            plan.add(
                new Step.RecordProject(wanted),
                Set.of(),
                observed.recorded().isPresent() ? "its plan changed" : "it is new"));
  }

  private void addNetwork(NetworkPlan network, String cause) {
    Set<Integer> needs = new TreeSet<>();
    if (changes.isReplaced(network)) {
      Set<Integer> left = new TreeSet<>();
      for (PodStatus pod : observed.pods().values()) {
        if (pod.plan().attachments().stream()
            .map(AttachmentPlan::network)
            .anyMatch(network.name()::equals)) {
          PlanBuilder.addIfPresent(left, gone.get(pod.name()));
        }
      }
      needs.add(plan.add(new Step.RemoveNetwork(network.name()), left, cause));
    }
    networks.put(network.name(), plan.add(new Step.CreateNetwork(network), needs, cause));
  }

  private Set<Integer> needs(InfraPlan pod) {
    Set<Integer> needs = new TreeSet<>(recorded);
    pod.attachments()
        .forEach(place -> PlanBuilder.addIfPresent(needs, networks.get(place.network())));
    return needs;
  }
}
