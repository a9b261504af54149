package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.runtime.linux.netlink.Netlink;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An installation's tables in the firewall: one for each bridge, one for all published ports. What
 * they say is found again from what is recorded. To be used under {@link HostLock}.
 */
final class Tables {
  private static final int DIGITS = 8;

  private final Firewall firewall;
  private final NetworkStore store;
  private final ShortHash hash;
  private final PortRules ports;

  Tables(Firewall firewall, NetworkStore store, ShortHash hash) {
    this.firewall = firewall;
    this.store = store;
    this.hash = hash;
    this.ports = new PortRules(named(hash.digits(DIGITS)));
  }

  private static String named(String digits) {
    return "jcompose_" + digits;
  }

  private String table(NetworkRecord network) {
    return named(hash.digits(DIGITS, network.name().value()));
  }

  Firewall firewall() {
    return firewall;
  }

  PortRules ports() {
    return ports;
  }

  /** Makes what a network needs, and corrects what is there. */
  void make(NetworkRecord network) {
    String rules = new NetworkRules(network, table(network)).make();
    boolean published = firewall.tables().contains(ports.table());
    firewall.run(rules + (published ? ports.make() : ports.whole(published())));
  }

  private List<Redirection> published() {
    List<Redirection> all = new ArrayList<>();
    for (PodPlaces places : store.allPlaces()) {
      for (Redirection own : places.published()) {
        all.removeIf(own::collides); // recorded twice only where somebody was killed in between
        all.add(own);
      }
    }
    return all;
  }

  /** Makes the table of published ports anew, of what is recorded. */
  void makePortsAnew() {
    firewall.run(ports.whole(published()));
  }

  /** Removes what a network has, and the published ports with the last of them. */
  void remove(NetworkRecord network, Netlink netlink) {
    boolean last =
        store.list().stream()
            .filter(other -> !other.name().equals(network.name()))
            .filter(other -> other.plan().driver() == NetworkDriver.BRIDGE)
            .noneMatch(other -> BridgeKind.isComplete(other, netlink));
    firewall.run(NetworkRules.remove(table(network)) + (last ? ports.remove() : ""));
  }

  /** Puts back what somebody removed from under networks that are in use. */
  void restore(Netlink netlink) {
    Set<String> present = firewall.tables();
    List<NetworkRecord> inUse =
        store.list().stream()
            .filter(network -> network.plan().driver() == NetworkDriver.BRIDGE)
            .filter(network -> BridgeKind.isComplete(network, netlink))
            .toList();
    StringBuilder text = new StringBuilder();
    inUse.stream()
        .filter(network -> !present.contains(table(network)))
        .forEach(network -> text.append(new NetworkRules(network, table(network)).make()));
    if (!inUse.isEmpty() && !present.contains(ports.table())) {
      text.append(ports.whole(published()));
    }
    if (!text.isEmpty()) {
      firewall.run(text.toString());
    }
  }
}
