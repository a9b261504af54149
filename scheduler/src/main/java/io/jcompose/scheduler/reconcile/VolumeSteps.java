package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one {@code up} does to named volumes: makes those that are missing, and loses none. */
final class VolumeSteps {
  private final Observed observed;
  private final List<VolumePlan> used;
  private final Map<VolumeName, VolumePlan> replaced = new LinkedHashMap<>();

  /**
   * Judges the volumes of the containers that are wanted, or all.
   *
   * @param choices whether all, and whether one whose definition changed may be made anew
   */
  VolumeSteps(Wanted wanted, Observed observed, UpChoices choices) {
    this.observed = observed;
    Set<VolumeName> names = new TreeSet<>();
    wanted.containers().forEach(each -> names.addAll(NamedVolumes.of(each.spec().mounts())));
    this.used =
        wanted.volumes().stream()
            .filter(volume -> choices.allResources() || names.contains(volume.name()))
            .filter(volume -> !volume.external())
            .toList();
    if (choices.replaceVolumes()) {
      used.stream().filter(this::isChanged).forEach(volume -> replaced.put(volume.name(), volume));
    }
  }

  private boolean isChanged(VolumePlan volume) {
    VolumePlan now = observed.ownVolumes().get(volume.name());
    return now != null && !now.equals(volume);
  }

  /** Returns why a container that exists cannot keep its volumes; empty if it can. */
  Optional<String> whyReplaced(ContainerStatus status) {
    return NamedVolumes.of(status.spec().mounts()).stream()
        .filter(replaced::containsKey)
        .findFirst()
        .map(volume -> "its volume '" + volume + "' is made anew");
  }

  /**
   * Adds the steps.
   *
   * @param stops the steps after which those that use a volume do not run any more
   * @return for each volume that is made, the step after which it is there
   */
  Map<VolumeName, Integer> add(PlanBuilder plan, Map<ContainerName, Integer> stops) {
    Map<VolumeName, Integer> steps = new HashMap<>();
    for (VolumePlan volume : used) {
      if (replaced.containsKey(volume.name())) {
        String cause = "its definition changed, and its loss was agreed to";
        int removed = plan.add(new Step.RemoveVolume(volume.name()), users(volume, stops), cause);
        steps.put(volume.name(), plan.add(new Step.CreateVolume(volume), Set.of(removed), cause));
      } else if (!observed.hasVolume(volume.name())) {
        steps.put(
            volume.name(), plan.add(new Step.CreateVolume(volume), List.of(), "no volume yet"));
      } else if (isChanged(volume)) {
        plan.warn(
            "volume '"
                + volume.name()
                + "' is no longer what the file says, and is kept for what is in it; 'jcompose up"
                + " --yes' makes it anew, empty");
      } else if (!observed.ownVolumes().containsKey(volume.name())) {
        plan.warn(
            "volume '"
                + volume.name()
                + "' exists but was not made for this project; use 'external: true' to say that"
                + " this is meant");
      }
    }
    return steps;
  }

  private Set<Integer> users(VolumePlan volume, Map<ContainerName, Integer> stops) {
    Set<Integer> users = new TreeSet<>();
    for (ContainerStatus status : observed.all()) {
      if (NamedVolumes.of(status.spec().mounts()).contains(volume.name())) {
        PlanBuilder.addIfPresent(users, stops.get(status.name()));
      }
    }
    return users;
  }
}
