package io.jcompose.model.plan;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import java.util.List;

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
    List<VolumePlan> volumes) {

  public PodPlan {
    files = List.copyOf(files);
    networks = List.copyOf(networks);
    pods = List.copyOf(pods);
    containers = List.copyOf(containers);
    volumes = List.copyOf(volumes);
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
