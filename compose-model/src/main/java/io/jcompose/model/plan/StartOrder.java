package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts each service after those it depends on, and else leaves the order of the files. */
final class StartOrder {
  private final Project project;
  private final Problems problems;
  private final Set<Service> placed = new LinkedHashSet<>();
  private final List<ServiceName> path = new ArrayList<>();

  StartOrder(Project project, Problems problems) {
    this.project = project;
    this.problems = problems;
  }

  /** Returns all services; a cycle is reported once, as the path that leads back to its start. */
  List<Service> services() {
    project.services().values().forEach(this::place);
    return List.copyOf(placed);
  }

  private void place(Service service) {
    if (placed.contains(service)) {
      return;
    }
    int start = path.indexOf(service.name());
    if (start >= 0) {
      reportCycle(service, path.subList(start, path.size()));
      return;
    }
    path.add(service.name());
    for (Dependency dependency : service.dependencies()) {
      Service other = project.services().get(dependency.service());
      if (other != null) {
        place(other);
      } else if (dependency.required()) {
        throw new IllegalArgumentException(
            "'" + service.name() + "' depends on '" + dependency.service() + "', which is missing");
      }
    }
    path.remove(path.size() - 1);
    placed.add(service);
  }

  private void reportCycle(Service service, List<ServiceName> cycle) {
    String text =
        Stream.concat(cycle.stream(), Stream.of(service.name()))
            .map(ServiceName::toString)
            .collect(Collectors.joining(" -> "));
    problems.add(
        service.place(),
        "services." + service.name() + ".depends_on",
        "dependency cycle: " + text,
        "take one of these dependencies out");
  }
}
