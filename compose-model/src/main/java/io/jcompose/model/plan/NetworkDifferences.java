package io.jcompose.model.plan;

import io.jcompose.model.plan.Membership.Joined;
import io.jcompose.model.project.NetworkAttachment;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.NetworkMode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds what would tell programs that they share a pod, or what one pod cannot do: replicas, and
 * what the file says of networks.
 */
final class NetworkDifferences {
  private final List<Service> services;
  private final Memberships memberships;
  private final NetworkPlans networks;

  NetworkDifferences(Project project, Memberships memberships, NetworkPlans networks) {
    this.services = List.copyOf(project.services().values());
    this.memberships = memberships;
    this.networks = networks;
  }

  /** Returns the first as a clause. */
  Optional<String> first() {
    return Stream.<Function<Service, Optional<String>>>of(
            NetworkDifferences::replicas,
            this::noNetworkOfItsOwn,
            this::severalNetworks,
            this::otherNetworks,
            this::network,
            this::ownAddress,
            this::resolver,
            NetworkDifferences::kernel)
        .flatMap(found -> services.stream().flatMap(service -> found.apply(service).stream()))
        .findFirst();
  }

  /** A service with no replica runs nothing that could tell. */
  private static Optional<String> replicas(Service service) {
    int count = Replicas.count(service);
    return when(count > 1, service, "has " + count + " replicas");
  }

  private Optional<String> noNetworkOfItsOwn(Service service) {
    Optional<NetworkMode> mode = service.attachments().mode();
    if (mode.isPresent()) {
      return when(true, service, "has 'network_mode: " + mode.get() + "'");
    }
    Membership membership = memberships.of(service);
    return when(membership instanceof Membership.OnHost, service, "uses the host's network")
        .or(() -> when(membership instanceof Membership.Alone, service, "has no network"));
  }

  private Optional<String> severalNetworks(Service service) {
    int count = memberships.joined(service).size();
    return when(count > 1, service, "is in " + count + " networks");
  }

  private Optional<String> otherNetworks(Service service) {
    Service first = services.get(0);
    return keys(service).equals(keys(first))
        ? Optional.empty()
        : Optional.of(
            "services '"
                + first.name()
                + "' and '"
                + service.name()
                + "' are not in the same network");
  }

  private Set<String> keys(Service service) {
    Set<String> keys = new HashSet<>();
    memberships.joined(service).forEach(joined -> keys.add(joined.key()));
    return keys;
  }

  private Optional<String> network(Service service) {
    for (Joined joined : memberships.joined(service)) {
      NetworkPlan network = networks.get(joined.network());
      String subject = "network '" + joined.key() + "' ";
      if (network.external()) {
        return Optional.of(subject + "is external");
      }
      if (network.driver() != NetworkDriver.BRIDGE) {
        String driver = network.driver().name().toLowerCase(Locale.ROOT);
        return Optional.of(subject + "has driver '" + driver + "'");
      }
      if (network.internal()) {
        return Optional.of(subject + "is internal");
      }
    }
    return Optional.empty();
  }

  private Optional<String> ownAddress(Service service) {
    if (service.attachments().macAddress().isPresent()) {
      return when(true, service, "has a MAC address of its own");
    }
    for (Joined joined : memberships.joined(service)) {
      NetworkAttachment attachment = joined.attachment();
      Optional<String> found =
          when(
                  attachment.ipv4Address().isPresent() || attachment.ipv6Address().isPresent(),
                  service,
                  "has a fixed address")
              .or(
                  () ->
                      when(
                          attachment.macAddress().isPresent(),
                          service,
                          "has a MAC address of its own"))
              .or(
                  () ->
                      when(
                          attachment.interfaceName().isPresent(),
                          service,
                          "names its network interface"))
              .or(
                  () ->
                      when(
                          !attachment.linkLocalAddresses().isEmpty(),
                          service,
                          "has link-local addresses of its own"))
              .or(
                  () ->
                      when(
                          !attachment.driverOptions().isEmpty(),
                          service,
                          "has 'driver_opts' of its own"));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<String> resolver(Service service) {
    Service first = services.get(0);
    return ResolverPlan.of(service).equals(ResolverPlan.of(first))
        ? Optional.empty()
        : Optional.of(
            "services '"
                + first.name()
                + "' and '"
                + service.name()
                + "' have different 'dns' settings");
  }

  private static Optional<String> kernel(Service service) {
    return Sysctls.ofNetwork(service).keySet().stream()
        .findFirst()
        .map(name -> "service '" + service.name() + "' sets '" + name + "'")
        .or(
            () ->
                when(
                    service.isolation().namespaces().user().isPresent(),
                    service,
                    "has 'userns_mode'"));
  }

  private static Optional<String> when(boolean found, Service service, String what) {
    return found ? Optional.of("service '" + service.name() + "' " + what) : Optional.empty();
  }
}
