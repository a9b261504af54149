package io.jcompose.model.plan;

import io.jcompose.model.project.Deploy;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ContainerName;
import java.util.List;
import java.util.stream.IntStream;

/** How often a service is there, and what its containers are called. */
final class Replicas {
  private Replicas() {}

  /** Returns how many containers {@code service} has; it may have none. */
  static int count(Service service) {
    boolean global =
        service.deployment().deploy().flatMap(Deploy::mode).stream()
            .anyMatch(mode -> mode == Deploy.Mode.GLOBAL); // one a host, and there is one host
    if (global) {
      return 1;
    }
    return service
        .deployment()
        .scale()
        .orElseGet(
            () ->
                service.deployment().deploy().stream()
                    .flatMapToInt(deploy -> deploy.replicas().stream())
                    .findFirst()
                    .orElse(1));
  }

  /** Returns the name of the container with this number, from 1. */
  static ContainerName name(Project project, Service service, int number) {
    return service
        .containerName()
        .orElseGet(
            () ->
                new ContainerName(
                    project.separator().join(project.name(), service.name(), number)));
  }

  /** Returns the names of all containers of {@code service}. */
  static List<ContainerName> names(Project project, Service service) {
    return IntStream.rangeClosed(1, count(service))
        .mapToObj(number -> name(project, service, number))
        .toList();
  }
}
