package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.plan.Topology;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes pod plans down in few words. */
public final class Plans {
  public static final ProjectName SHOP = new ProjectName("shop");

  private Plans() {}

  /** Returns a service of project {@code shop} that runs {@code serve} on the host's root. */
  public static ServiceBuilder service(String name) {
    return new ServiceBuilder(SHOP, name);
  }

  /** Returns the name that a service's only container has in project {@code shop}. */
  public static ContainerName container(String service) {
    return new ContainerName(SHOP + "-" + service + "-1");
  }

  /** Returns a pod of project {@code shop}; ports and volumes are taken from the services. */
  public static PodPlan pod(ServiceBuilder... services) {
    return pod(SHOP, services);
  }

  /** Returns a pod of services that were made for that project. */
  public static PodPlan pod(ProjectName project, ServiceBuilder... services) {
    List<ContainerPlan> containers = new ArrayList<>();
    List<PublishedPort> ports = new ArrayList<>();
    Map<VolumeName, VolumePlan> volumes = new LinkedHashMap<>();
    for (ServiceBuilder service : services) {
      ContainerPlan plan = service.build();
      containers.add(plan);
      plan.network().ports().forEach(port -> ports.add(new PublishedPort(plan.service(), port)));
      for (Mount mount : plan.mounts()) {
        if (mount instanceof Mount.Volume volume) {
          volumes.put(
              volume.volume(),
              new VolumePlan(volume.volume(), project, service.volumesAreExternal(), Map.of()));
        }
      }
    }
    return new PodPlan(
        project,
        Topology.POD,
        "no two services listen on one port",
        "/srv/" + project,
        List.of("/srv/" + project + "/compose.yaml"),
        new InfraPlan(
            new ContainerName(project + "-infra"),
            ports,
            containers.stream().map(plan -> plan.service().value()).toList()),
        containers,
        List.copyOf(volumes.values()));
  }
}
