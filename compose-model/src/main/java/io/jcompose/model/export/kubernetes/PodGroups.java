package io.jcompose.model.export.kubernetes;

import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.TopologyChoice;
import io.jcompose.model.value.NetworkMode;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says which services share a pod: those that share a network namespace in the file. */
final class PodGroups {
  private final Project project;
  private final Set<ServiceName> ending;

  /**
   * Prepares the grouping.
   *
   * @param ending the services that run to an end, which never share the pod of the whole project
   */
  PodGroups(Project project, Set<ServiceName> ending) {
    this.project = project;
    this.ending = Set.copyOf(ending);
  }

  /** Returns the groups in the order of the file; services that no container is made of are out. */
  List<PodGroup> all() {
    Map<String, List<Service>> groups = new LinkedHashMap<>();
    for (Service service : project.services().values()) {
      if (service.source().provider().isEmpty()) {
        groups.computeIfAbsent(name(service), any -> new ArrayList<>()).add(service);
      }
    }
    List<PodGroup> all = new ArrayList<>();
    groups.forEach((name, members) -> all.add(new PodGroup(name, leadFirst(name, members))));
    return all;
  }

  private String name(Service service) {
    Service owner = owner(service, new HashSet<>());
    return isShared(owner)
        ? ResourceNames.of(project.name().value())
        : ResourceNames.of(owner.name());
  }

  private boolean isShared(Service service) {
    return project.topology() == TopologyChoice.POD
        && service.attachments().mode().isEmpty()
        && !ending.contains(service.name());
  }

  /** Returns whose network a service has. */
  private Service owner(Service service, Set<ServiceName> seen) {
    return joined(service)
        .filter(other -> seen.add(service.name()))
        .map(other -> owner(other, seen))
        .orElse(service);
  }

  private Optional<Service> joined(Service service) {
    return service
        .attachments()
        .mode()
        .filter(NetworkMode.OfService.class::isInstance)
        .map(mode -> project.services().get(((NetworkMode.OfService) mode).service()));
  }

  private List<Service> leadFirst(String name, List<Service> members) {
    List<Service> ordered = new ArrayList<>(members);
    ordered.sort((one, other) -> Boolean.compare(!leads(name, one), !leads(name, other))); // stable
    return ordered;
  }

  private boolean leads(String name, Service service) {
    return isShared(service) || ResourceNames.of(service.name()).equals(name);
  }
}
