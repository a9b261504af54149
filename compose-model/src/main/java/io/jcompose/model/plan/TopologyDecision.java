package io.jcompose.model.plan;

import io.jcompose.model.project.Deploy;
import io.jcompose.model.project.Deploy.UpdateConfig.Order;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.TopologyChoice;
import java.util.Optional;

/** A topology and the clause that says why it was chosen. */
record TopologyDecision(Topology topology, String reason) {
  /**
   * Decides for {@code project}: as the file asks, else one pod unless something would tell its
   * programs that they share one.
   */
  static TopologyDecision of(
      Project project, Memberships memberships, NetworkPlans networks, ImageFacts images) {
    if (project.topology() != TopologyChoice.AUTO) {
      return new TopologyDecision(
          project.topology() == TopologyChoice.POD ? Topology.POD : Topology.BRIDGE,
          "it was asked for");
    }
    ListeningPorts ports = new ListeningPorts(images);
    Optional<String> difference =
        new NetworkDifferences(project, memberships, networks)
            .first()
            .or(() -> new NameDifferences(project).first())
            .or(() -> startFirst(project))
            .or(() -> ports.shared(project));
    return difference
        .map(reason -> new TopologyDecision(Topology.BRIDGE, reason))
        .orElseGet(() -> new TopologyDecision(Topology.POD, podReason(project, ports)));
  }

  /** In one pod nothing could listen on the ports of a container while it is replaced. */
  private static Optional<String> startFirst(Project project) {
    return project.services().values().stream()
        .filter(service -> isStartFirst(service))
        .findFirst()
        .map(service -> "service '" + service.name() + "' is updated start-first");
  }

  private static boolean isStartFirst(Service service) {
    return service
        .deployment()
        .deploy()
        .flatMap(Deploy::update)
        .flatMap(Deploy.UpdateConfig::order)
        .filter(Order.START_FIRST::equals)
        .isPresent();
  }

  private static String podReason(Project project, ListeningPorts ports) {
    if (project.services().size() == 1) {
      return "there is only one service";
    }
    return "no two services listen on one port"
        + (ports.areAllKnown(project) ? "" : ", as far as is known without their images");
  }
}
