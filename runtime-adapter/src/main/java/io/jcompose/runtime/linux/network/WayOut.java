package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** By which of its networks a pod reaches what is in none of them. Pure. */
final class WayOut {
  private WayOut() {}

  /** Returns the link with the highest priority that leads out, for one version of IP. */
  static Optional<Reached> choose(Collection<Reached> links, boolean ipv4) {
    return links.stream()
        .filter(reached -> reached.link().address(ipv4).isPresent())
        .filter(reached -> leadsOut(reached.network(), ipv4))
        .min(
            Comparator.comparing((Reached reached) -> -(long) reached.link().gatewayPriority())
                .thenComparing(reached -> reached.network().name()));
  }

  private static boolean leadsOut(NetworkRecord network, boolean ipv4) {
    return network.subnet(ipv4).flatMap(subnet -> subnet.gateway()).isPresent()
        || isRouted(network);
  }

  /** Returns whether what leaves the network is to carry the host's address. */
  static boolean isMasqueraded(NetworkPlan plan) {
    return plan.driver() == NetworkDriver.BRIDGE
        && !plan.internal()
        && new NetworkOptions(plan).masquerade();
  }

  /** Returns whether what is for others is just sent into the link, and the parent routes it. */
  static boolean isRouted(NetworkRecord network) {
    NetworkOptions options = new NetworkOptions(network.plan());
    return network.plan().driver() == NetworkDriver.IPVLAN
        && !network.plan().internal()
        && options.parent().isPresent()
        && !options.hasGateway();
  }
}
