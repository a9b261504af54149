package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.plan.Membership.InNetworks;
import io.jcompose.model.project.NetworkSettings.Link;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ContainerName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Groups containers into pods. */
final class Pods {
  private final Project project;
  private final Memberships memberships;
  private final Topology topology;

  Pods(Project project, Memberships memberships, Topology topology) {
    this.project = project;
    this.memberships = memberships;
    this.topology = topology;
  }

  /** Returns the pod that a container is in. */
  ContainerName podOf(Service service, int number) {
    if (memberships.of(service) instanceof Membership.WithService other) {
      return podOf(other.service(), 1);
    }
    return isShared(service)
        ? new ContainerName(project.name() + "-infra")
        : new ContainerName(Replicas.name(project, service, number) + "-infra");
  }

  /** Returns whether {@code service} is in the pod of the whole project. */
  boolean isShared(Service service) {
    return topology == Topology.POD
        && memberships.of(service) instanceof InNetworks networks
        && !networks.chosen();
  }

  /** Returns all pods that have a container: the shared one, then the others by service. */
  List<InfraPlan> plans(Problems problems) {
    List<Service> services = List.copyOf(project.services().values());
    List<Service> shared =
        services.stream()
            .filter(service -> isShared(service) && Replicas.count(service) > 0)
            .toList();
    List<InfraPlan> plans = new ArrayList<>();
    if (!shared.isEmpty()) {
      plans.add(
          new SharedPod(project, memberships, shared, problems)
              .plan(podOf(shared.get(0), 1), sysctls(shared, true, problems)));
    }
    for (Service service : services) {
      boolean joins = memberships.of(service) instanceof Membership.WithService;
      if (!joins && !isShared(service)) {
        for (int number = 1; number <= Replicas.count(service); number++) {
          Map<String, String> sysctls = sysctls(List.of(service), number == 1, problems);
          plans.add(own(service, number, sysctls));
        }
      }
    }
    return plans;
  }

  /** Those who join a pod may set parameters there too; they join that of the first replica. */
  private Map<String, String> sysctls(
      List<Service> owners, boolean firstReplica, Problems problems) {
    Agreement<String, String> sysctls = new Agreement<>(problems);
    for (Service service : project.services().values()) {
      boolean joins =
          memberships.of(service) instanceof Membership.WithService other
              && owners.contains(other.service());
      if (owners.contains(service) || (joins && firstReplica)) {
        Sysctls.ofNetwork(service)
            .forEach((name, value) -> sysctls.add(service, "sysctls." + name, name, value));
      }
    }
    return new TreeMap<>(sysctls.agreed());
  }

  private InfraPlan own(Service service, int number, Map<String, String> sysctls) {
    ContainerName container = Replicas.name(project, service, number);
    Membership membership = memberships.of(service);
    return new InfraPlan(
        podOf(service, number),
        namespace(membership),
        membership instanceof InNetworks networks
            ? AttachmentPlans.of(service, List.of(container), networks)
            : List.of(),
        membership instanceof InNetworks ? PublishedPort.of(service) : List.of(),
        List.of(),
        links(service),
        ResolverPlan.of(service),
        sysctls);
  }

  private static NetworkNamespace namespace(Membership membership) {
    if (membership instanceof Membership.OnHost) {
      return new NetworkNamespace.Host();
    }
    return membership instanceof Membership.WithContainer other
        ? new NetworkNamespace.OfContainer(other.container())
        : new NetworkNamespace.Own();
  }

  private Map<String, String> links(Service service) {
    Map<String, String> links = new LinkedHashMap<>();
    for (Link link : service.network().links()) {
      links.putAll(NeighbourNames.of(project, memberships, link));
    }
    links.putAll(NeighbourNames.outside(service));
    return links;
  }
}
