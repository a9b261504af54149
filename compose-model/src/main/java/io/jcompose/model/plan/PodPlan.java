package io.jcompose.model.plan;

import io.jcompose.model.value.ProjectName;
import java.util.List;

/**
 * What a project is to look like on this host: a pod, its containers, its volumes. Complete: a
 * scheduler needs neither the Compose files nor the environment any more.
 *
 * @param reason why this topology was chosen, as a clause: {@code "no two services listen on one
 *     port"}
 * @param projectDirectory absolute
 * @param files the Compose files, absolute
 * @param containers in dependency order where there is one, else in the order of the files
 * @param volumes the named volumes that containers use
 */
public record PodPlan(
    ProjectName project,
    Topology topology,
    String reason,
    String projectDirectory,
    List<String> files,
    InfraPlan infra,
    List<ContainerPlan> containers,
    List<VolumePlan> volumes) {

  public PodPlan {
    files = List.copyOf(files);
    containers = List.copyOf(containers);
    volumes = List.copyOf(volumes);
  }
}
