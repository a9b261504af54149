package io.jcompose.model.plan;

import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ServiceName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which ports services listen on, as far as files and images say. */
record ListeningPorts(ImageFacts images) {
  /** Returns the clause that names two services of {@code project} with one port. */
  Optional<String> shared(Project project) {
    Map<Port, ServiceName> listeners = new TreeMap<>();
    for (Service service : project.services().values()) {
      for (Port port : of(service)) {
        ServiceName earlier = listeners.putIfAbsent(port, service.name());
        if (earlier != null) {
          return Optional.of(
              "services '"
                  + earlier
                  + "' and '"
                  + service.name()
                  + "' both listen on port "
                  + port);
        }
      }
    }
    return Optional.empty();
  }

  /** Returns whether all images are here, so that they could be asked. */
  boolean areAllKnown(Project project) {
    return project.services().values().stream().allMatch(service -> config(service).isPresent());
  }

  /** What the file and the image say; an image that is not here yet says nothing. */
  private Set<Port> of(Service service) {
    Set<Port> ports = inFile(service);
    config(service).ifPresent(config -> ports.addAll(config.exposedPorts()));
    return ports;
  }

  /** What the file alone says. */
  static Set<Port> inFile(Service service) {
    Set<Port> ports = new TreeSet<>(service.network().expose());
    service.network().ports().stream().map(PortMapping::target).forEach(ports::add);
    return ports;
  }

  /** A directory that serves as an image says nothing, and that is known without a look at it. */
  private Optional<ImageConfig> config(Service service) {
    return service
        .image()
        .flatMap(
            image ->
                image.rootfs().isPresent() ? Optional.of(ImageConfig.EMPTY) : images.find(image));
  }
}
