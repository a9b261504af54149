package io.jcompose.scheduler.reconcile;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides on one {@code down}, from what stands on the host alone. */
final class DownPlan {
  private static final String CAUSE = "down was asked for";
  private final Observed observed;
  private final Set<ContainerName> targets;
  private final DownChoices choices;
  private final PlanBuilder plan = new PlanBuilder();

  DownPlan(Observed observed, Set<ContainerName> targets, DownChoices choices) {
    this.observed = observed;
    this.targets = targets;
    this.choices = choices;
  }

  StepPlan decide() {
    Map<ContainerName, Integer> removes = addContainers();
    boolean whole = targets.containsAll(observed.containers().keySet());
    Map<ContainerName, Integer> pods = addPods(removes);
    if (whole) {
      addProject(removes, pods);
    }
    if (choices.volumes()) {
      addVolumes(removes, whole);
    }
    return plan.build();
  }

  private Map<ContainerName, Integer> addContainers() {
    List<Member> standing = observed.all().stream().map(Member::untouched).toList();
    Map<ContainerName, String> causes = new LinkedHashMap<>();
    targets.forEach(name -> causes.put(name, CAUSE));
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
    return plan.add(new Step.RemoveContainer(name, choices.volumes()), needs, CAUSE);
  }

  /** Pods go with their last container. */
  private Map<ContainerName, Integer> addPods(Map<ContainerName, Integer> removes) {
    PodEnds ends = new PodEnds(plan, observed);
    Map<ContainerName, Integer> pods = new LinkedHashMap<>();
    for (ContainerName pod : observed.pods().keySet()) {
      boolean empty =
          observed.containersOf(pod).stream()
              .map(ContainerStatus::name)
              .allMatch(targets::contains);
      if (empty) {
        pods.put(pod, ends.remove(pod, removes, CAUSE));
      }
    }
    return pods;
  }

  private void addProject(Map<ContainerName, Integer> removes, Map<ContainerName, Integer> pods) {
    Set<Integer> last = new TreeSet<>(removes.values());
    last.addAll(pods.values());
    for (NetworkStatus network : observed.networks().values()) {
      if (network.plan().project().filter(observed.project()::equals).isPresent()) {
        addNetwork(network, pods).ifPresent(last::add);
      }
    }
    if (observed.recorded().isPresent()) {
      plan.add(new Step.RemoveProject(observed.project()), last, CAUSE);
    }
  }

  /** Other projects may have joined it: then it stays for them. */
  private Optional<Integer> addNetwork(NetworkStatus network, Map<ContainerName, Integer> pods) {
    Set<Integer> left = new TreeSet<>();
    for (NetworkStatus.Endpoint endpoint : network.endpoints()) {
      if (!endpoint.project().equals(observed.project())) {
        plan.warn(
            "network '"
                + network.plan().name()
                + "' stays: pod '"
                + endpoint.pod()
                + "' of project '"
                + endpoint.project()
                + "' is attached to it");
        return Optional.empty();
      }
      PlanBuilder.addIfPresent(left, pods.get(endpoint.pod()));
    }
    return Optional.of(plan.add(new Step.RemoveNetwork(network.plan().name()), left, CAUSE));
  }

  private void addVolumes(Map<ContainerName, Integer> removes, boolean whole) {
    Map<VolumeName, List<Integer>> users = new HashMap<>();
    Set<VolumeName> stillUsed = new TreeSet<>();
    for (ContainerStatus status : observed.all()) {
      Integer remove = removes.get(status.name());
      for (VolumeName volume : NamedVolumes.of(status.spec().mounts())) {
        if (remove == null) {
          stillUsed.add(volume);
        } else {
          users.computeIfAbsent(volume, unused -> new ArrayList<>()).add(remove);
        }
      }
    }
    for (VolumeName volume : observed.ownVolumes().keySet()) {
      boolean used = users.containsKey(volume);
      if (whole || (used && !stillUsed.contains(volume))) {
        plan.add(
            new Step.RemoveVolume(volume),
            users.getOrDefault(volume, List.of()),
            "removing volumes was asked for");
      }
    }
  }
}
