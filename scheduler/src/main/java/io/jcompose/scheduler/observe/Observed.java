package io.jcompose.scheduler.observe;

import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.NetworkStatus;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.Projects;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stands on the host for a project.
 *
 * @param recorded what the project was last told to be
 * @param networks those made for the project, and those that were asked about and exist
 * @param pods by the name of their infra
 * @param containers by name; the pod's infra is none of them
 * @param ownVolumes the named volumes made for the project, as they were made
 * @param otherVolumes those volumes that were asked about and exist, but were not made for the
 *     project
 */
public record Observed(
    ProjectName project,
    Optional<Projects.Recorded> recorded,
    Map<NetworkName, NetworkStatus> networks,
    Map<ContainerName, PodStatus> pods,
    Map<ContainerName, ContainerStatus> containers,
    Map<VolumeName, VolumePlan> ownVolumes,
    Set<VolumeName> otherVolumes) {
  public Observed {
    networks = Collections.unmodifiableMap(new TreeMap<>(networks));
    pods = Collections.unmodifiableMap(new TreeMap<>(pods));
    containers = Collections.unmodifiableMap(new TreeMap<>(containers));
    ownVolumes = Collections.unmodifiableMap(new TreeMap<>(ownVolumes));
    otherVolumes = Collections.unmodifiableSet(new TreeSet<>(otherVolumes));
  }

  /** Returns what stands on a host that has never heard of the project. */
  public static Observed nothing(ProjectName project) {
    return new Observed(
        project, Optional.empty(), Map.of(), Map.of(), Map.of(), Map.of(), Set.of());
  }

  /** Returns the container of that name. */
  public Optional<ContainerStatus> container(ContainerName name) {
    return Optional.ofNullable(containers.get(name));
  }

  /** Returns all containers, sorted by name. */
  public Collection<ContainerStatus> all() {
    return containers.values();
  }

  /** Returns the pod of that name. */
  public Optional<PodStatus> pod(ContainerName infra) {
    return Optional.ofNullable(pods.get(infra));
  }

  /** Returns whether the pod of that name runs. */
  public boolean podRuns(ContainerName infra) {
    return pod(infra).map(PodStatus::running).orElse(false);
  }

  /** Returns the containers in the pod of that name. */
  public List<ContainerStatus> containersOf(ContainerName infra) {
    return containers.values().stream()
        .filter(status -> status.spec().plan().pod().equals(infra))
        .toList();
  }

  /** Returns the services of the project's last plan. */
  public Set<ServiceName> plannedServices() {
    Set<ServiceName> services = new TreeSet<>();
    recorded.ifPresent(project -> services.addAll(project.plan().services()));
    return services;
  }

  /** Returns whether there is a volume of that name, whoever made it. */
  public boolean hasVolume(VolumeName volume) {
    return ownVolumes.containsKey(volume) || otherVolumes.contains(volume);
  }
}
