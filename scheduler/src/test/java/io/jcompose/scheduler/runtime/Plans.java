package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.plan.ResolverPlan;
import io.jcompose.model.plan.Topology;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** Returns a plan of one pod for project {@code shop}; ports and volumes are the services'. */
  public static PodPlan pod(ServiceBuilder... services) {
    return pod(SHOP, services);
  }

  /** Returns a plan of one pod for services that were made for that project. */
  public static PodPlan pod(ProjectName project, ServiceBuilder... services) {
    return plan(project, Topology.POD, network(project), services);
  }

  /** Returns a plan with a pod for each service of project {@code shop}. */
  public static PodPlan pods(ServiceBuilder... services) {
    return pods(network(SHOP), services);
  }

  /** Returns a plan with a pod for each service, all in that network. */
  public static PodPlan pods(NetworkPlan network, ServiceBuilder... services) {
    for (ServiceBuilder service : services) {
      service.alone();
    }
    return plan(network.project().orElseThrow(), Topology.BRIDGE, network, services);
  }

  /** Returns the plan of a project's default network. */
  public static NetworkPlan network(ProjectName project) {
    return network(project, "default");
  }

  /** Returns the plan of a project's network. */
  public static NetworkPlan network(ProjectName project, String key) {
    return new NetworkPlan(
        new NetworkName(project + "_" + key),
        Optional.of(project),
        false,
        NetworkDriver.BRIDGE,
        Map.of(),
        false,
        true,
        false,
        List.of(),
        Map.of());
  }

  private static PodPlan plan(
      ProjectName project, Topology topology, NetworkPlan network, ServiceBuilder... services) {
    List<ContainerPlan> containers = new ArrayList<>();
    Map<VolumeName, VolumePlan> volumes = new LinkedHashMap<>();
    for (ServiceBuilder service : services) {
      ContainerPlan plan = service.build();
      containers.add(plan);
      for (Mount mount : plan.mounts()) {
        if (mount instanceof Mount.Volume volume) {
          volumes.put(
              volume.volume(),
              new VolumePlan(volume.volume(), project, service.volumesAreExternal(), Map.of()));
        }
      }
    }
    List<InfraPlan> pods =
        containers.stream()
            .map(ContainerPlan::pod)
            .distinct()
            .map(name -> infra(name, network, containers))
            .toList();
    return new PodPlan(
        project,
        topology,
        "no two services listen on one port",
        "/srv/" + project,
        List.of("/srv/" + project + "/compose.yaml"),
        List.of(network),
        pods,
        containers,
        List.copyOf(volumes.values()));
  }

  private static InfraPlan infra(
      ContainerName name, NetworkPlan network, List<ContainerPlan> containers) {
    List<ContainerPlan> members =
        containers.stream().filter(plan -> plan.pod().equals(name)).toList();
    List<PublishedPort> ports = new ArrayList<>();
    members.forEach(
        plan ->
            plan.network()
                .ports()
                .forEach(port -> ports.add(new PublishedPort(plan.service(), port))));
    List<String> names = members.stream().map(plan -> plan.service().value()).toList();
    return new InfraPlan(
        name,
        new InfraPlan.NetworkNamespace.Own(),
        List.of(AttachmentPlan.of(network.name(), names)),
        ports,
        members.size() > 1 ? names : List.of(),
        Map.of(),
        ResolverPlan.DEFAULT,
        Map.of());
  }
}
