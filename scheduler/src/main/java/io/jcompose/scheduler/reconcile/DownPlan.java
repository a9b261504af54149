package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
    Removals removals = new Removals(plan, observed, targets, choices, CAUSE);
    Map<ContainerName, Integer> removes = removals.addContainers();
    boolean whole = targets.containsAll(observed.containers().keySet());
    Map<ContainerName, Integer> pods = removals.addPods(observed.pods().keySet(), removes);
    if (whole) {
      addProject(removes, pods);
    }
    if (choices.volumes()) {
      addVolumes(removes, whole);
    }
    return plan.build();
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
    Set<VolumeName> external = externalVolumes();
    for (VolumeName volume : observed.ownVolumes().keySet()) {
      boolean used = users.containsKey(volume);
      if (!external.contains(volume) && (whole || (used && !stillUsed.contains(volume)))) {
        plan.add(
            new Step.RemoveVolume(volume),
            users.getOrDefault(volume, List.of()),
            "removing volumes was asked for");
      }
    }
  }

  /** The project may have made a volume that its files have declared to be another's since. */
  private Set<VolumeName> externalVolumes() {
    return observed.recorded().stream()
        .flatMap(recorded -> recorded.plan().volumes().stream())
        .filter(VolumePlan::external)
        .map(VolumePlan::name)
        .collect(Collectors.toSet());
  }
}
