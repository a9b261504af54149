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
    List<Service> shared = new ArrayList<>();
    Map<ServiceName, List<Service>> groups = new LinkedHashMap<>();
    for (Service service : project.services().values()) {
      if (service.source().provider().isEmpty()) {
        Service owner = owner(service, new HashSet<>());
        List<Service> members =
            isShared(owner)
                ? shared
                : groups.computeIfAbsent(owner.name(), any -> new ArrayList<>());
        if (service.equals(owner) && !isShared(owner)) {
          members.add(0, service); // whose network it is leads
        } else {
          members.add(service);
        }
      }
    }
    List<PodGroup> all = new ArrayList<>();
    if (!shared.isEmpty()) {
      all.add(new PodGroup(ResourceNames.of(project.name().value()), shared));
    }
    groups.forEach((owner, members) -> all.add(new PodGroup(ResourceNames.of(owner), members)));
    return all;
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
}
