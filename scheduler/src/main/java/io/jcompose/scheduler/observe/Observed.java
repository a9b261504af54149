package io.jcompose.scheduler.observe;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.PodStatus;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stands on the host for a project.
 *
 * @param containers by name; the pod's infra is none of them
 * @param ownVolumes the named volumes made for the project
 * @param otherVolumes those volumes that were asked about and exist, but were not made for the
 *     project
 */
public record Observed(
    ProjectName project,
    Optional<PodStatus> pod,
    Map<ContainerName, ContainerStatus> containers,
    Set<VolumeName> ownVolumes,
    Set<VolumeName> otherVolumes) {
  public Observed {
    containers = Collections.unmodifiableMap(new TreeMap<>(containers));
    ownVolumes = Collections.unmodifiableSet(new TreeSet<>(ownVolumes));
    otherVolumes = Collections.unmodifiableSet(new TreeSet<>(otherVolumes));
  }

  /** Returns what stands on a host that has never heard of the project. */
  public static Observed nothing(ProjectName project) {
    return new Observed(project, Optional.empty(), Map.of(), Set.of(), Set.of());
  }

  /** Returns the container of that name. */
  public Optional<ContainerStatus> container(ContainerName name) {
    return Optional.ofNullable(containers.get(name));
  }

  /** Returns all containers, sorted by name. */
  public Collection<ContainerStatus> all() {
    return containers.values();
  }

  /** Returns whether the project's pod runs. */
  public boolean podRuns() {
    return pod.map(PodStatus::running).orElse(false);
  }

  /** Returns whether there is a volume of that name, whoever made it. */
  public boolean hasVolume(VolumeName volume) {
    return ownVolumes.contains(volume) || otherVolumes.contains(volume);
  }
}
