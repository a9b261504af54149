package io.jcompose.model.export.kubernetes;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.Port;
import java.util.Set;
import java.util.TreeSet;

/** The ports that a service is known to listen on. */
final class KnownPorts {
  private KnownPorts() {}

  /** Returns those that the file publishes or exposes, and those of its image. */
  static Set<Port> of(Service service, ImageConfig image) {
    Set<Port> ports = new TreeSet<>(service.network().expose());
    service.network().ports().forEach(mapping -> ports.add(mapping.target()));
    ports.addAll(image.exposedPorts());
    return ports;
  }
}
