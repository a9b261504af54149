package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.PortMapping.PortRange;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ContainerName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what two services want and only one can have on this host. */
final class Collisions {
  private static final String ALL_IPV4 = "0.0.0.0";
  private static final String ALL_IPV6 = "::";

  private final Project project;
  private final Problems problems;

  Collisions(Project project, Problems problems) {
    this.project = project;
    this.problems = problems;
  }

  void check() {
    checkContainerNames();
    checkHostPorts();
  }

  private void checkContainerNames() {
    Map<ContainerName, String> owners = new HashMap<>();
    owners.put(Planner.infraName(project), "the pod's infra container");
    for (Service service : project.services().values()) {
      ContainerName name = Planner.containerName(project, service);
      String owner = owners.putIfAbsent(name, "service '" + service.name() + "'");
      if (owner != null) {
        problems.add(
            service.place(),
            "services." + service.name() + ".container_name",
            "container name '" + name + "' is already that of " + owner,
            "give this service another 'container_name', or none");
      }
    }
  }

  private void checkHostPorts() {
    List<PublishedPort> seen = new ArrayList<>();
    for (Service service : project.services().values()) {
      for (PortMapping mapping : service.network().ports()) {
        seen.stream()
            .filter(earlier -> collide(earlier.mapping(), mapping))
            .findFirst()
            .ifPresent(earlier -> reportPort(service, mapping, earlier));
        seen.add(new PublishedPort(service.name(), mapping));
      }
    }
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
