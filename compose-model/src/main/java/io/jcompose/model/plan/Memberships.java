package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.plan.Membership.Joined;
import io.jcompose.model.project.NetworkAttachment;
import io.jcompose.model.project.NetworkDefinition;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.NetworkMode;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ServiceName;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code network_mode:} and {@code networks:} of all services. */
final class Memberships {
  private static final String DEFAULT_BRIDGE = "bridge";

  private static final Comparator<Map.Entry<String, NetworkAttachment>> ORDER_OF_JOINING =
      Comparator.<Map.Entry<String, NetworkAttachment>>comparingInt(
              entry -> entry.getValue().priority())
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  private final Project project;
  private final NetworkCatalog catalog;
  private final Problems problems;
  private final Map<ServiceName, Membership> memberships = new LinkedHashMap<>();

  Memberships(Project project, Problems problems) {
    this.project = project;
    this.catalog = new NetworkCatalog(project);
    this.problems = problems;
    project
        .services()
        .values()
        .forEach(service -> memberships.put(service.name(), membership(service)));
  }

  Membership of(Service service) {
    return memberships.getOrDefault(service.name(), new Membership.Alone());
  }

  /** Returns the networks of {@code service}, in the order of joining; none if it has no own. */
  List<Joined> joined(Service service) {
    return of(service) instanceof Membership.InNetworks networks ? networks.joined() : List.of();
  }

  private Membership membership(Service service) {
    Optional<NetworkMode> mode = service.attachments().mode();
    if (mode.isEmpty()) {
      return inNetworks(service);
    }
    if (mode.get() instanceof NetworkMode.OfService other) {
      return withService(service, other);
    }
    if (mode.get() instanceof NetworkMode.OfContainer other) {
      return new Membership.WithContainer(other.container());
    }
    if (mode.get() instanceof NetworkMode.Host) {
      return new Membership.OnHost();
    }
    if (mode.get() instanceof NetworkMode.None) {
      return new Membership.Alone();
    }
    String name = mode.get() instanceof NetworkMode.Named named ? named.name() : DEFAULT_BRIDGE;
    return new Membership.InNetworks(
        List.of(new Joined(name, new NetworkName(name), NetworkAttachment.PLAIN)), true);
  }

  private Membership inNetworks(Service service) {
    Map<String, NetworkAttachment> attachments =
        service.attachments().networks().isEmpty()
            ? Map.of(NetworkCatalog.DEFAULT, NetworkAttachment.PLAIN)
            : service.attachments().networks();
    for (String key : attachments.keySet()) {
      NetworkDefinition definition = catalog.get(key);
      boolean host = NetworkCatalog.isHost(definition);
      if (host || NetworkCatalog.isNone(definition)) {
        reportOthers(service, attachments.keySet(), key, host);
        return host ? new Membership.OnHost() : new Membership.Alone();
      }
    }
    Map<NetworkName, Joined> joined = new LinkedHashMap<>();
    attachments.entrySet().stream()
        .sorted(ORDER_OF_JOINING)
        .map(entry -> joined(entry.getKey(), entry.getValue()))
        .forEach(
            next -> {
              Joined earlier = joined.putIfAbsent(next.network(), next);
              if (earlier != null) {
                reportSame(service, earlier, next);
              }
            });
    return new Membership.InNetworks(List.copyOf(joined.values()), false);
  }

  private Joined joined(String key, NetworkAttachment attachment) {
    return new Joined(key, new NetworkName(catalog.get(key).name()), attachment);
  }

  private void reportOthers(Service service, Set<String> keys, String key, boolean host) {
    if (keys.size() > 1) {
      problems.add(
          service.place(),
          "services." + service.name() + ".networks." + key,
          host
              ? "the host's network cannot be had besides other networks"
              : "having no network and having others exclude each other",
          "name this network alone, or leave it out");
    }
  }

  private void reportSame(Service service, Joined earlier, Joined later) {
    problems.add(
        service.place(),
        "services." + service.name() + ".networks." + later.key(),
        "'"
            + later.key()
            + "' and '"
            + earlier.key()
            + "' are the same network, "
            + later.network(),
        "name one of them");
  }

  /** Follows {@code service:…} to the end; that it may end where it began, StartOrder reports. */
  private Membership withService(Service service, NetworkMode.OfService mode) {
    Set<ServiceName> passed = new HashSet<>();
    passed.add(service.name());
    NetworkMode next = mode;
    while (true) {
      ServiceName name = ((NetworkMode.OfService) next).service();
      Service other = project.services().get(name);
      if (other == null) {
        problems.add(
            service.place(),
            "services." + service.name() + ".network_mode",
            "service '" + name + "', whose network is to be joined, is not part of the project",
            "make it active, or change 'network_mode'");
        return new Membership.Alone();
      }
      if (!passed.add(name)) {
        return new Membership.Alone();
      }
      Optional<NetworkMode> further = other.attachments().mode();
      if (further.isEmpty() || !(further.get() instanceof NetworkMode.OfService)) {
        reportNobody(service, other);
        return new Membership.WithService(other);
      }
      next = further.get();
    }
  }

  private void reportNobody(Service service, Service other) {
    if (Replicas.count(other) == 0 && Replicas.count(service) > 0) {
      problems.add(
          service.place(),
          "services." + service.name() + ".network_mode",
          "service '" + other.name() + "' has no container whose network could be joined",
          "give it a replica");
    }
  }
}
