package io.jcompose.model.plan;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.TopologyChoice;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ServiceName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A topology and the clause that says why it was chosen. */
record TopologyDecision(Topology topology, String reason) {
  /**
   * Decides for {@code project}; where only {@link Topology#BRIDGE} would do, that is a problem as
   * long as it cannot be had.
   */
  static TopologyDecision of(Project project, ImageFacts images, Problems problems) {
    if (project.topology() == TopologyChoice.BRIDGE) {
      problems.add(
          Place.wholeFile(project.files().isEmpty() ? "" : project.files().get(0)),
          "x-jcompose.topology",
          "topology 'bridge' is not supported yet",
          "choose 'x-jcompose: {topology: pod}', or leave the choice out");
      return new TopologyDecision(Topology.BRIDGE, "it was asked for");
    }
    if (project.topology() == TopologyChoice.POD) {
      return new TopologyDecision(Topology.POD, "it was asked for");
    }
    reportSharedPorts(project, images, problems);
    return new TopologyDecision(Topology.POD, podReason(project, images));
  }

  private static String podReason(Project project, ImageFacts images) {
    if (project.services().size() == 1) {
      return "there is only one service";
    }
    boolean allKnown =
        project.services().values().stream()
            .allMatch(service -> config(service, images).isPresent());
    return "no two services listen on one port"
        + (allKnown ? "" : ", as far as is known without their images");
  }

  private static void reportSharedPorts(Project project, ImageFacts images, Problems problems) {
    Map<Port, ServiceName> listeners = new TreeMap<>();
    for (Service service : project.services().values()) {
      for (Port port : listensOn(service, images)) {
        ServiceName earlier = listeners.putIfAbsent(port, service.name());
        if (earlier != null) {
          problems.add(
              service.place(),
              "services." + service.name(),
              "services '"
                  + earlier
                  + "' and '"
                  + service.name()
                  + "' both listen on port "
                  + port
                  + ", so they cannot share a pod, and topology 'bridge' is not supported yet",
              "let one of the two listen on another port; if they do so already, write"
                  + " 'x-jcompose: {topology: pod}' at the top of the file");
        }
      }
    }
  }

  /** What the file and the image say; an image that is not here yet says nothing. */
  private static Set<Port> listensOn(Service service, ImageFacts images) {
    Set<Port> ports = new TreeSet<>(service.network().expose());
    service.network().ports().stream().map(PortMapping::target).forEach(ports::add);
    config(service, images).ifPresent(config -> ports.addAll(config.exposedPorts()));
    return ports;
  }

  /** A directory that serves as an image says nothing, and that is known without a look at it. */
  private static Optional<ImageConfig> config(Service service, ImageFacts images) {
    return service
        .image()
        .flatMap(
            image ->
                image.rootfs().isPresent() ? Optional.of(ImageConfig.EMPTY) : images.find(image));
  }
}
