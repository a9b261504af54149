package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.Netlink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Records networks that are new, with what is chosen for them. */
final class NetworkRegister {
  private static final int LINK_DIGITS = 8;
  private static final int ID_DIGITS = 64;

  private final Host host;
  private final NetworkStore store;
  private final ShortHash hash;
  private final Consumer<String> warnings;

  NetworkRegister(Host host, NetworkStore store, ShortHash hash, Consumer<String> warnings) {
    this.host = host;
    this.store = store;
    this.hash = hash;
    this.warnings = warnings;
  }

  /** Returns the network of that name, made if there is none. */
  NetworkRecord create(NetworkPlan plan) {
    return store
        .find(plan.name())
        .orElseGet(
            () ->
                store
                    .lock()
                    .holding(() -> store.find(plan.name()).orElseGet(() -> createNow(plan))));
  }

  private NetworkRecord createNow(NetworkPlan plan) {
    List<String> unknown = new NetworkOptions(plan).unknown();
    if (!unknown.isEmpty()) {
      warnings.accept(
          "network '"
              + plan.name()
              + "': these driver options have no effect here: "
              + String.join(", ", unknown));
    }
    try (Netlink netlink = Netlink.open()) {
      HostAddresses addresses = new HostAddresses(host, netlink);
      Optional<String> link = link(plan);
      Instant now = host.clock().instant();
      NetworkRecord network =
          new NetworkRecord(
              NetworkRecord.VERSION,
              plan,
              hash.digits(ID_DIGITS, plan.name().value(), now.toString()),
              now,
              link,
              new SubnetChoice(plan, hash, addresses.taken(plan, link, store.list())).choose(),
              new NetworkOptions(plan).mtu().orElseGet(addresses::mtu));
      store.save(network);
      return network;
    }
  }

  private Optional<String> link(NetworkPlan plan) {
    NetworkOptions options = new NetworkOptions(plan);
    String digits = hash.digits(LINK_DIGITS, plan.name().value());
    return switch (plan.driver()) {
      case BRIDGE -> Optional.of(options.bridgeName().orElse("jc" + digits));
      case MACVLAN, IPVLAN -> Optional.of(options.parent().orElse("jd" + digits));
      case P2P -> Optional.empty();
    };
  }
}
