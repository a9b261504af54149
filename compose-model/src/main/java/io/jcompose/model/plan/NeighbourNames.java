package io.jcompose.model.plan;

import io.jcompose.model.plan.Membership.InNetworks;
import io.jcompose.model.project.NetworkAttachments;
import io.jcompose.model.project.NetworkSettings.Link;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names that {@code links:} and {@code external_links:} give to neighbours. */
final class NeighbourNames {
  private NeighbourNames() {}

  /**
   * Returns the names that {@code link} gives, each with the name it stands for: the alias for the
   * service, or for its first container where the service's name is not known; and, as docker does,
   * each container of the service by its number, with and without the project.
   */
  static Map<String, String> of(Project project, Memberships memberships, Link link) {
    Map<String, String> names = new LinkedHashMap<>();
    Service linked = project.services().get(link.service());
    if (linked == null) {
      return names;
    }
    boolean chosen = memberships.of(linked) instanceof InNetworks networks && networks.chosen();
    String service = link.service().value();
    names.put(link.alias(), chosen ? Replicas.name(project, linked, 1).value() : service);
    for (int number = 1; number <= Replicas.count(linked); number++) {
      String container = Replicas.name(project, linked, number).value();
      names.put(project.separator().join(service, number), container);
      names.put(project.separator().join(project.name(), service, number), container);
    }
    names.entrySet().removeIf(name -> name.getKey().equals(name.getValue()));
    return names;
  }

  /** Returns the names that {@code service} gives to containers outside of the project. */
  static Map<String, String> outside(Service service) {
    Map<String, String> names = new LinkedHashMap<>();
    for (NetworkAttachments.ExternalLink link : service.attachments().externalLinks()) {
      if (!link.alias().equals(link.container())) {
        names.put(link.alias(), link.container());
      }
    }
    return names;
  }
}
