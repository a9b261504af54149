package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.PortMapping.PortRange;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ContainerName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what two services want and only one can have on this host. */
final class Collisions {
  private static final String ALL_IPV4 = "0.0.0.0";
  private static final String ALL_IPV6 = "::";
  private static final String INFRA = "that of a pod's infra container";

  private final Project project;
  private final Memberships memberships;
  private final Pods pods;
  private final Problems problems;

  Collisions(Project project, Memberships memberships, Pods pods, Problems problems) {
    this.project = project;
    this.memberships = memberships;
    this.pods = pods;
    this.problems = problems;
  }

  void check() {
    checkContainerNames();
    project.services().values().forEach(this::checkListeners);
    checkHostPorts();
  }

  /** Two services may listen elsewhere than they say; replicas of one program all do alike. */
  private void checkListeners(Service service) {
    int count = Replicas.count(service);
    ListeningPorts.inFile(service).stream()
        .filter(port -> count > 1 && pods.isShared(service))
        .findFirst()
        .ifPresent(
            port ->
                problems.add(
                    service.place(),
                    "services." + service.name(),
                    count + " replicas cannot listen on port " + port + " in one pod",
                    "run one replica, or choose topology 'bridge'"));
  }

  private void checkContainerNames() {
    Map<ContainerName, String> owners = new LinkedHashMap<>();
    for (Service service : project.services().values()) {
      int count = Replicas.count(service);
      if (count > 1 && service.containerName().isPresent()) {
        problems.add(
            service.place(),
            "services." + service.name() + ".container_name",
            "one container name cannot serve " + count + " replicas",
            "remove 'container_name', or run one replica");
        count = 1;
      }
      for (int number = 1; number <= count; number++) {
        checkInfraName(owners, service, number);
        checkContainerName(owners, service, Replicas.name(project, service, number));
      }
      if (count > 0) {
        PreStartPlan.names(project, service)
            .forEach(name -> checkContainerName(owners, service, name));
      }
    }
  }

  private void checkInfraName(Map<ContainerName, String> owners, Service service, int number) {
    ContainerName infra = pods.podOf(service, number);
    String owner = owners.putIfAbsent(infra, INFRA);
    if (owner != null && !owner.equals(INFRA)) {
      problems.add(
          service.place(),
          "services." + service.name(),
          "its pod's infra container is called '" + infra + "', which is already " + owner,
          "give that service another 'container_name', or none");
    }
  }

  private void checkContainerName(
      Map<ContainerName, String> owners, Service service, ContainerName name) {
    String owner = owners.putIfAbsent(name, "that of service '" + service.name() + "'");
    if (owner != null) {
      problems.add(
          service.place(),
          "services." + service.name() + ".container_name",
          "container name '" + name + "' is already " + owner,
          "give this service another 'container_name', or none");
    }
  }

  private void checkHostPorts() {
    List<PublishedPort> seen = new ArrayList<>();
    for (Service service : project.services().values()) {
      // on the host's network and without one, nothing is published
      if (memberships.of(service) instanceof Membership.InNetworks) {
        for (PortMapping mapping : service.network().ports()) {
          checkEnough(service, mapping);
          seen.stream()
              .filter(earlier -> collide(earlier.mapping(), mapping))
              .findFirst()
              .ifPresent(earlier -> reportPort(service, mapping, earlier));
          seen.add(new PublishedPort(service.name(), mapping));
        }
      }
    }
  }

  /** In a pod of all services, ports are published once. */
  private void checkEnough(Service service, PortMapping mapping) {
    int replicas = pods.isShared(service) ? 1 : Replicas.count(service);
    mapping
        .published()
        .filter(range -> range.last() - range.first() + 1 < replicas)
        .ifPresent(
            range ->
                problems.add(
                    service.place(),
                    "services." + service.name() + ".ports",
                    "'" + mapping + "' has not enough host ports for " + replicas + " replicas",
                    "publish a range of "
                        + replicas
                        + " host ports, or the container's port alone"));
  }

  private void reportPort(Service service, PortMapping mapping, PublishedPort earlier) {
    problems.add(
        service.place(),
        "services." + service.name() + ".ports",
        "'"
            + mapping
            + "' takes the host port that service '"
            + earlier.service()
            + "' publishes with '"
            + earlier.mapping()
            + "'",
        "change the left number of one of the two");
  }

  /** A range is no collision: a free port is taken from it. */
  private static boolean collide(PortMapping one, PortMapping other) {
    return one.target().protocol() == other.target().protocol()
        && fixedPort(one).isPresent()
        && fixedPort(one).equals(fixedPort(other))
        && overlap(one.hostAddress().orElse(""), other.hostAddress().orElse(""));
  }

  private static Optional<Integer> fixedPort(PortMapping mapping) {
    return mapping.published().filter(range -> range.first() == range.last()).map(PortRange::first);
  }

  private static boolean overlap(String one, String other) {
    return one.isEmpty()
        || other.isEmpty()
        || one.equals(other)
        || (isIpv6(one) == isIpv6(other) && (isWildcard(one) || isWildcard(other)));
  }

  private static boolean isIpv6(String address) {
    return address.contains(":");
  }

  private static boolean isWildcard(String address) {
    return address.equals(ALL_IPV4) || address.equals(ALL_IPV6);
  }
}
