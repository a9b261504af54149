package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.IpVersion;
import io.jcompose.runtime.linux.netlink.Link;
import io.jcompose.runtime.linux.netlink.LinkAddress;
import io.jcompose.runtime.linux.netlink.Netlink;
import io.jcompose.runtime.linux.netlink.Route;
import io.jcompose.runtime.linux.network.SubnetChoice.Taken;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which addresses this host has or reaches already. */
final class HostAddresses {
  private static final int USUAL_MTU = 1500; // of Ethernet, where the host has no way out

  private final Host host;
  private final Netlink netlink;

  HostAddresses(Host host, Netlink netlink) {
    this.host = host;
    this.netlink = netlink;
  }

  /**
   * Returns what a new network cannot have.
   *
   * @param own the name of the network's link, which may be left from an earlier attempt
   */
  List<Taken> taken(NetworkPlan plan, Optional<String> own, Collection<NetworkRecord> others) {
    List<Taken> taken = new ArrayList<>();
    for (NetworkRecord other : others) {
      other
          .subnets()
          .forEach(
              subnet ->
                  taken.add(
                      new Taken(
                          subnet.subnet(),
                          "network '" + other.name() + "'" + ofProject(other) + " has",
                          false)));
    }
    boolean sharesTheHostsSubnet =
        plan.driver() == NetworkDriver.MACVLAN || plan.driver() == NetworkDriver.IPVLAN;
    if (!sharesTheHostsSubnet) {
      addHost(own, taken);
    }
    return taken;
  }

  /** Returns the subnets that anybody has: other networks, this host, and whom its routes reach. */
  List<IpSubnet> taken(Collection<NetworkRecord> networks) {
    List<Taken> taken = new ArrayList<>();
    addHost(Optional.empty(), taken);
    return Stream.concat(
            networks.stream().flatMap(network -> network.subnets().stream()).map(Subnet::subnet),
            taken.stream().map(Taken::subnet))
        .toList();
  }

  private static String ofProject(NetworkRecord network) {
    return network.plan().project().map(project -> " of project '" + project + "'").orElse("");
  }

  private void addHost(Optional<String> own, List<Taken> taken) {
    Map<Integer, String> names =
        netlink.links().stream().collect(Collectors.toMap(Link::index, Link::name));
    for (LinkAddress address : netlink.addresses()) {
      String link = names.getOrDefault(address.link(), "");
      if (own.filter(link::equals).isEmpty()) {
        taken.add(new Taken(address.subnet(), "link " + link + " of this host has", false));
      }
    }
    for (Route route : netlink.routes()) {
      Optional<String> link = route.link().map(index -> names.getOrDefault(index, ""));
      if (route.destination().prefix() > 0 && (link.isEmpty() || !link.equals(own))) {
        taken.add(new Taken(route.destination(), "a route of this host leads to", true));
      }
    }
    // name servers behind the default route: a bridge over them would hide them from the host
    ResolvConf.servers(host)
        .forEach(
            server ->
                taken.add(
                    new Taken(
                        IpSubnet.of(server, server.bits()),
                        "is a name server of this host",
                        false)));
  }

  /** Returns the largest packet that the host's way out takes. */
  int mtu() {
    return netlink.routes(IpVersion.IPV4).stream()
        .filter(Route::isDefault)
        .flatMap(route -> route.link().stream())
        .findFirst()
        .flatMap(netlink::link)
        .map(Link::mtu)
        .orElse(USUAL_MTU);
  }
}
