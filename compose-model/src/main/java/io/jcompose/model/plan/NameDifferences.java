package io.jcompose.model.plan;

import io.jcompose.model.project.NetworkAttachment;
import io.jcompose.model.project.NetworkAttachments;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ServiceName;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a name that does not mean the same to all services, as it would in one pod. */
final class NameDifferences {
  private final Project project;
  private final Map<String, Service> owners = new HashMap<>();
  private final Map<String, Alias> aliases = new HashMap<>();

  /** What a service means by a name of its own choosing. */
  private record Alias(Service user, String meaning) {}

  NameDifferences(Project project) {
    this.project = project;
  }

  /** Returns the first as a clause. */
  Optional<String> first() {
    for (Service service : project.services().values()) {
      for (String name : names(service)) {
        Service earlier = owners.putIfAbsent(name, service);
        if (earlier != null) {
          return Optional.of(
              "services '"
                  + earlier.name()
                  + "' and '"
                  + service.name()
                  + "' are both called '"
                  + name
                  + "'");
        }
      }
    }
    return project.services().values().stream()
        .flatMap(service -> alias(service).stream())
        .findFirst();
  }

  private Set<String> names(Service service) {
    Set<String> names = new LinkedHashSet<>();
    names.add(service.name().value());
    Replicas.names(project, service).forEach(name -> names.add(name.value()));
    service.network().hostname().ifPresent(names::add);
    service.attachments().networks().values().stream()
        .map(NetworkAttachment::aliases)
        .forEach(names::addAll);
    return names;
  }

  private Optional<String> alias(Service service) {
    for (NetworkSettings.Link link : service.network().links()) {
      Optional<String> found = alias(service, link.alias(), named(link.service()));
      if (found.isPresent()) {
        return found;
      }
    }
    for (NetworkAttachments.ExternalLink link : service.attachments().externalLinks()) {
      Optional<String> found = alias(service, link.alias(), "container '" + link.container() + "'");
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<String> alias(Service user, String alias, String meaning) {
    Service owner = owners.get(alias);
    if (owner != null && !named(owner.name()).equals(meaning)) {
      return Optional.of(
          "to service '"
              + user.name()
              + "' the name '"
              + alias
              + "' means "
              + meaning
              + ", not "
              + named(owner.name()));
    }
    Alias earlier = aliases.putIfAbsent(alias, new Alias(user, meaning));
    return earlier == null || earlier.meaning().equals(meaning)
        ? Optional.empty()
        : Optional.of(
            "the name '"
                + alias
                + "' means "
                + earlier.meaning()
                + " to '"
                + earlier.user().name()
                + "' and "
                + meaning
                + " to '"
                + user.name()
                + "'");
  }

  private static String named(ServiceName service) {
    return "service '" + service + "'";
  }
}
