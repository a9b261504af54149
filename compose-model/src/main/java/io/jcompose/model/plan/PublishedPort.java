package io.jcompose.model.plan;

import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ServiceName;
import java.util.List;

/** A port of the pod published on the host, and the service that asked for it. */
public record PublishedPort(ServiceName service, PortMapping mapping) {
  /** Returns all that {@code service} asks for. */
  static List<PublishedPort> of(Service service) {
    return service.network().ports().stream()
        .map(mapping -> new PublishedPort(service.name(), mapping))
        .toList();
  }
}
