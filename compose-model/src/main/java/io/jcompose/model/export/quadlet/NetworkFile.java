package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.NetworkPlan.Pool;
import io.jcompose.model.project.NetworkDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@code .network} file. */
final class NetworkFile {
  private static final Set<String> BRIDGE_OPTIONS =
      Set.of(
          "mtu",
          "metric",
          "no_default_route",
          "vlan",
          "isolate",
          "vrf",
          "mode",
          "com.docker.network.bridge.name",
          "com.docker.network.driver.mtu");
  private static final Set<String> LINK_OPTIONS =
      Set.of("mtu", "metric", "no_default_route", "parent", "mode", "bclim");
  private static final Map<String, String> RENAMED =
      Map.of("macvlan_mode", "mode", "ipvlan_mode", "mode");
  private static final Set<String> ADDRESS_DRIVERS = Set.of("host-local", "dhcp", "none");
  private static final String OPTIONS = "driver_opts";

  private final Export export;

  NetworkFile(Export export) {
    this.export = export;
  }

  QuadletFile file(String key, NetworkPlan network, NetworkDefinition definition) {
    Draft draft = new Draft("Network", List.of("networks", key), export.notes());
    draft.unit().set("Description", "Network " + key + " of " + export.plan().project());
    draft.plain("NetworkName", network.name().value());
    if (network.driver() == NetworkDriver.P2P) {
      draft.unsaid("podman connects by a bridge what a cable connects here", "driver");
    } else {
      draft.plain("Driver", network.driver().name().toLowerCase(Locale.ROOT));
    }
    if (network.internal() || network.driver() == NetworkDriver.P2P) {
      draft.plain("Internal", "true");
    }
    if (network.ipv6()) {
      draft.plain("IPv6", "true");
    }
    network.pools().forEach(pool -> pool(draft, pool));
    addresses(draft, network, definition);
    network.options().forEach((name, value) -> option(draft, network.driver(), name, value));
    network.labels().forEach((name, value) -> draft.word("Label", name + "=" + value));
    return new QuadletFile(export.names().of(key) + ".network", draft.text(""), false);
  }

  /** Podman puts together what comes first of each, so that each subnet has all three. */
  private static void pool(Draft draft, Pool pool) {
    draft.plain("Subnet", pool.subnet().toString());
    draft.plain("Gateway", pool.gateway().orElseGet(() -> pool.subnet().address(1)).toString());
    draft.plain("IPRange", pool.range().orElse(pool.subnet()).toString());
    if (!pool.auxiliary().isEmpty()) {
      draft.unsaid(
          "podman keeps no addresses free; keep them out of 'ip_range'",
          "ipam",
          "config",
          "aux_addresses");
    }
  }

  private static void addresses(Draft draft, NetworkPlan network, NetworkDefinition definition) {
    if (!network.ipv4() && network.pools().isEmpty()) {
      draft.unsaid("podman leaves out IPv4 only where an IPv6 subnet is given", "enable_ipv4");
    }
    Optional<String> driver = definition.addresses().driver();
    if (driver.filter(ADDRESS_DRIVERS::contains).isPresent()) {
      draft.plain("IPAMDriver", driver.get());
    } else if (driver.filter(name -> !name.equals("default")).isPresent()) {
      draft.unsaid("podman has no driver '" + driver.get() + "'", "ipam", "driver");
    }
    if (!definition.addresses().options().isEmpty()) {
      draft.unsaid("podman tells the driver nothing", "ipam", "options");
    }
  }

  private static void option(Draft draft, NetworkDriver driver, String name, String value) {
    boolean bridge = driver == NetworkDriver.BRIDGE || driver == NetworkDriver.P2P;
    String renamed = bridge ? name : RENAMED.getOrDefault(name, name);
    if ((bridge ? BRIDGE_OPTIONS : LINK_OPTIONS).contains(renamed)) {
      draft.word("Options", renamed + "=" + value);
    } else {
      draft.unsaid("podman knows no such option", OPTIONS, name);
    }
  }
}
