package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.NetworkPlan.Pool;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The addresses of a network that pods may be given. Pure. */
final class AddressChoice {
  private final IpSubnet subnet;
  private final IpSubnet range;
  private final Set<IpAddress> reserved;

  /**
   * Creates the choice for one of a network's subnets.
   *
   * @param ipv4 which of them; the network has it
   */
  AddressChoice(NetworkRecord network, boolean ipv4) {
    NetworkPlan plan = network.plan();
    this.subnet = network.subnet(ipv4).orElseThrow().subnet();
    Optional<Pool> pool = SubnetChoice.pool(plan, ipv4);
    this.range = pool.flatMap(Pool::range).orElse(subnet);
    this.reserved = new HashSet<>();
    pool.map(asked -> asked.auxiliary().values())
        .ifPresent((Collection<IpAddress> a) -> reserved.addAll(a));
    switch (plan.driver()) {
      case BRIDGE -> reserved.add(SubnetChoice.gateway(plan, subnet));
      case MACVLAN, IPVLAN ->
          network.subnet(ipv4).flatMap(found -> found.gateway()).ifPresent(reserved::add);
      case P2P -> {} // the host has no part in it
    }
    if (ipv4 && subnet.prefix() < 31) { // RFC 3021
      reserved.addAll(List.of(subnet.base(), subnet.last()));
    } else if (!ipv4 && subnet.prefix() < 127) { // RFC 6164
      reserved.add(subnet.base()); // that of any router
    }
  }

  /** Returns all that may be chosen, lowest first. */
  Stream<IpAddress> stream() {
    BigInteger count = range.size();
    return Stream.iterate(
            BigInteger.ZERO, number -> number.compareTo(count) < 0, BigInteger.ONE::add)
        .map(number -> range.base().plus(number))
        .filter(address -> !reserved.contains(address));
  }

  /** Returns whether a pod may have this address because it asks for it. */
  boolean allows(IpAddress address) {
    return subnet.contains(address) && !reserved.contains(address);
  }

  IpSubnet subnet() {
    return subnet;
  }
}
