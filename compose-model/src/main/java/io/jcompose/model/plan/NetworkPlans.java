package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.plan.Membership.Joined;
import io.jcompose.model.project.NetworkDefinition;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.NetworkName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plans the networks that services are in, in the order in which services name them. */
final class NetworkPlans {
  private final Project project;
  private final NetworkCatalog catalog;
  private final Problems problems;
  private final Map<NetworkName, Origin> origins = new LinkedHashMap<>();

  /** A network's plan, and which key of the file it was made of. */
  private record Origin(String key, NetworkPlan plan) {}

  NetworkPlans(Project project, Memberships memberships, Problems problems) {
    this.project = project;
    this.catalog = new NetworkCatalog(project);
    this.problems = problems;
    for (Service service : project.services().values()) {
      if (memberships.of(service) instanceof Membership.InNetworks in && !in.chosen()) {
        in.joined().forEach(this::add);
      }
    }
    // last, as the name may be that of one of the project's own
    for (Service service : project.services().values()) {
      if (memberships.of(service) instanceof Membership.InNetworks in && in.chosen()) {
        in.joined().forEach(this::addChosen);
      }
    }
  }

  /** Adds the networks that the project has although no service is in them. */
  void addUnused() {
    project
        .networks()
        .forEach(
            (key, definition) -> {
              boolean used = origins.values().stream().anyMatch(at -> at.key().equals(key));
              boolean own =
                  !NetworkCatalog.isHost(definition) && !NetworkCatalog.isNone(definition);
              NetworkName name = new NetworkName(definition.name());
              if (!used && own) {
                origins.computeIfAbsent(name, unused -> new Origin(key, plan(key, name)));
              }
            });
  }

  List<NetworkPlan> plans() {
    return origins.values().stream().map(Origin::plan).toList();
  }

  NetworkPlan get(NetworkName name) {
    return origin(name).plan();
  }

  /** Returns the key of the network in the file. */
  String key(NetworkName name) {
    return origin(name).key();
  }

  /** Reports a cable that has not two ends. */
  void checkPairs(List<InfraPlan> pods) {
    for (Origin origin : origins.values()) {
      NetworkName name = origin.plan().name();
      long ends =
          pods.stream()
              .flatMap(pod -> pod.attachments().stream())
              .filter(attachment -> attachment.network().equals(name))
              .count();
      if (origin.plan().driver() == NetworkDriver.P2P && ends != 2) {
        problems.add(
            catalog.get(origin.key()).place(),
            "networks." + origin.key(),
            "a network of driver 'p2p' connects two pods, and this one has " + ends,
            "attach two containers to it, or choose driver 'bridge'");
      }
    }
  }

  private Origin origin(NetworkName name) {
    Origin origin = origins.get(name);
    if (origin == null) {
      throw new IllegalArgumentException("no service is in network '" + name + "'");
    }
    return origin;
  }

  private void addChosen(Joined joined) {
    origins.putIfAbsent(
        joined.network(), new Origin(joined.key(), NetworkPlan.external(joined.network())));
  }

  private void add(Joined joined) {
    Origin earlier = origins.get(joined.network());
    if (earlier == null) {
      origins.put(joined.network(), new Origin(joined.key(), plan(joined.key(), joined.network())));
      return;
    }
    NetworkDefinition other = catalog.get(joined.key());
    boolean somebodyElses = earlier.plan().external() && other.external();
    if (!earlier.key().equals(joined.key()) && !somebodyElses) {
      problems.add(
          other.place(),
          "networks." + joined.key(),
          "'" + joined.network() + "' is already the name of network '" + earlier.key() + "'",
          "give this network another 'name'");
    }
  }

  private NetworkPlan plan(String key, NetworkName name) {
    NetworkDefinition definition = catalog.get(key);
    if (definition.external()) {
      return NetworkPlan.external(name);
    }
    NetworkDriver driver = driver(key, definition);
    AddressPools pools = AddressPools.of(key, definition, problems);
    boolean ipv4 = definition.ipv4().orElse(true);
    boolean ipv6 = definition.ipv6().orElse(pools.haveIpv6());
    if (!ipv4 && !ipv6) {
      problems.add(
          definition.place(),
          "networks." + key + ".enable_ipv4",
          "the network has neither IPv4 nor IPv6 addresses",
          "add 'enable_ipv6: true', or remove 'enable_ipv4'");
    }
    return new NetworkPlan(
        name,
        Optional.of(project.name()),
        false,
        driver,
        definition.driverOptions(),
        definition.internal(),
        ipv4,
        ipv6,
        pools.used(ipv4, ipv6),
        definition.labels());
  }

  private NetworkDriver driver(String key, NetworkDefinition definition) {
    Optional<String> name = definition.driver();
    for (NetworkDriver driver : NetworkDriver.values()) {
      if (name.isEmpty() || name.get().equals(driver.name().toLowerCase(Locale.ROOT))) {
        return driver;
      }
    }
    problems.add(
        definition.place(),
        "networks." + key + ".driver",
        "there is no network driver '" + name.orElse("") + "'",
        "write 'bridge', 'macvlan', 'ipvlan', 'p2p', 'host' or 'none'");
    return NetworkDriver.BRIDGE;
  }
}
