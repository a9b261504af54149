package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.NetworkPlan.Pool;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Which addresses a network has: those asked for if nobody has them, else free ones. Pure. */
final class SubnetChoice {
  private static final int GATEWAY = 1;

  private final NetworkPlan plan;
  private final ShortHash hash;
  private final List<Taken> taken;

  /**
   * Creates a choice.
   *
   * @param taken what nobody else may have
   */
  SubnetChoice(NetworkPlan plan, ShortHash hash, List<Taken> taken) {
    this.plan = plan;
    this.hash = hash;
    this.taken = List.copyOf(taken);
  }

  /**
   * Addresses that are in use.
   *
   * @param who a clause that says by whom
   * @param yields whether a part of it may be given to a network that asks for it: a route that
   *     leads further loses against a nearer one
   */
  record Taken(IpSubnet subnet, String who, boolean yields) {}

  /** Returns the network's subnets, IPv4 first. */
  List<Subnet> choose() {
    List<Subnet> chosen = new ArrayList<>();
    if (plan.ipv4()) {
      chosen.add(choose(true));
    }
    if (plan.ipv6()) {
      chosen.add(choose(false));
    }
    return chosen;
  }

  private Subnet choose(boolean ipv4) {
    Optional<Pool> asked = pool(plan, ipv4);
    IpSubnet subnet = asked.map(Pool::subnet).orElseGet(() -> free(ipv4));
    asked.ifPresent(this::check);
    boolean leadsOut = leadsOut(plan);
    return new Subnet(subnet, leadsOut ? Optional.of(first(asked, subnet)) : Optional.empty());
  }

  /** Returns the address in a subnet that is the host's on a bridge, else the next router's. */
  static IpAddress gateway(NetworkPlan plan, IpSubnet subnet) {
    return first(pool(plan, subnet.isIpv4()), subnet);
  }

  private static IpAddress first(Optional<Pool> asked, IpSubnet subnet) {
    return asked.flatMap(Pool::gateway).orElseGet(() -> subnet.address(GATEWAY));
  }

  static Optional<Pool> pool(NetworkPlan plan, boolean ipv4) {
    return plan.pools().stream().filter(pool -> pool.subnet().isIpv4() == ipv4).findFirst();
  }

  private static boolean leadsOut(NetworkPlan plan) {
    NetworkOptions options = new NetworkOptions(plan);
    return !plan.internal()
        && switch (plan.driver()) {
          case BRIDGE -> true;
          case MACVLAN, IPVLAN -> options.parent().isPresent() && options.hasGateway();
          case P2P -> false;
        };
  }

  private void check(Pool pool) {
    IpSubnet subnet = pool.subnet();
    pool.gateway().ifPresent(gateway -> requireInside(subnet, gateway, "gateway"));
    pool.range().ifPresent(range -> requireInside(subnet, range.base(), "range"));
    taken.stream()
        .filter(other -> other.subnet().overlaps(subnet))
        .filter(other -> !other.yields() || subnet.contains(other.subnet()))
        .findFirst()
        .ifPresent(
            other -> {
              throw new RuntimeFailure(
                  "cannot make network '"
                      + plan.name()
                      + "': its subnet "
                      + subnet
                      + " overlaps "
                      + other.subnet()
                      + ", which "
                      + other.who(),
                  "change 'subnet' below 'ipam' of the network, or leave it out to have a free one"
                      + " chosen");
            });
  }

  private void requireInside(IpSubnet subnet, IpAddress address, String what) {
    if (!subnet.contains(address)) {
      throw new RuntimeFailure(
          "cannot make network '"
              + plan.name()
              + "': its "
              + what
              + " "
              + address
              + " is not in its subnet "
              + subnet,
          "change '" + what + "' or 'subnet' below 'ipam' of the network");
    }
  }

  private IpSubnet free(boolean ipv4) {
    int seed = HexFormat.fromHexDigits(hash.digits(8, plan.name().value()));
    List<IpSubnet> all = taken.stream().map(Taken::subnet).toList();
    Optional<IpSubnet> free =
        ipv4 ? AddressPool.ipv4(seed, all) : AddressPool.ipv6(hash.bytes(), seed, all);
    return free.orElseThrow(
        () ->
            new RuntimeFailure(
                "no private subnet is left for network '"
                    + plan.name()
                    + "': routes, addresses and other networks of this host cover them all",
                "end projects with 'jcompose down', or remove routes that 'ip route' shows"));
  }
}
