package io.jcompose.model.plan;

import io.jcompose.model.project.Project;
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
            .or(() -> ports.shared(project));
    return difference
        .map(reason -> new TopologyDecision(Topology.BRIDGE, reason))
        .orElseGet(() -> new TopologyDecision(Topology.POD, podReason(project, ports)));
  }

  private static String podReason(Project project, ListeningPorts ports) {
    if (project.services().size() == 1) {
      return "there is only one service";
    }
    return "no two services listen on one port"
        + (ports.areAllKnown(project) ? "" : ", as far as is known without their images");
  }
}
