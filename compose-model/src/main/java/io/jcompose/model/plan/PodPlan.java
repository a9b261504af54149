package io.jcompose.model.plan;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a project is to look like on this host: its pods, their containers, networks and volumes.
 * Complete: a scheduler needs neither the Compose files nor the environment any more.
 *
 * @param reason why this topology was chosen, as a clause: {@code "no two services listen on one
 *     port"}
 * @param projectDirectory absolute
 * @param files the Compose files, absolute
 * @param networks those that pods are attached to
 * @param pods every container is in one of them
 * @param containers in dependency order where there is one, else in the order of the files
 * @param volumes the named volumes that containers use
 * @param idle the services that are to have no container, as they are scaled to none
 */
public record PodPlan(
    ProjectName project,
    Topology topology,
    String reason,
    String projectDirectory,
    List<String> files,
    List<NetworkPlan> networks,
    List<InfraPlan> pods,
    List<ContainerPlan> containers,
    List<VolumePlan> volumes,
    List<ServiceName> idle) {

  public PodPlan {
    files = List.copyOf(files);
    networks = List.copyOf(networks);
    pods = List.copyOf(pods);
    containers = List.copyOf(containers);
    volumes = List.copyOf(volumes);
    idle = List.copyOf(idle);
  }

  /** Returns this plan with containers changed one by one; what is around them stays. */
  public PodPlan withContainers(UnaryOperator<ContainerPlan> change) {
    return new PodPlan(
        project,
        topology,
        reason,
        projectDirectory,
        files,
        networks,
        pods,
        containers.stream().map(change).toList(),
        volumes,
        idle);
  }

  /** Creates the plan of a project in which every service has a container. */
  public PodPlan(
      ProjectName project,
      Topology topology,
      String reason,
      String projectDirectory,
      List<String> files,
      List<NetworkPlan> networks,
      List<InfraPlan> pods,
      List<ContainerPlan> containers,
      List<VolumePlan> volumes) {
    this(
        project,
        topology,
        reason,
        projectDirectory,
        files,
        networks,
        pods,
        containers,
        volumes,
        List.of());
  }

  /** Returns the services it is about, those without a container included. */
  public Set<ServiceName> services() {
    Set<ServiceName> services = new LinkedHashSet<>();
    containers.forEach(container -> services.add(container.service()));
    services.addAll(idle);
    return services;
  }

  /**
   * Returns one of its pods.
   *
   * @throws IllegalArgumentException if it has none of that name
   */
  public InfraPlan pod(ContainerName infra) {
    return pods.stream()
        .filter(pod -> pod.name().equals(infra))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("project '" + project + "' has no pod " + infra));
  }
}
