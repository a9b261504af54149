package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.AddressOption;
import io.jcompose.runtime.linux.netlink.IpVersion;
import io.jcompose.runtime.linux.netlink.Link;
import io.jcompose.runtime.linux.netlink.LinkAddress;
import io.jcompose.runtime.linux.netlink.Netlink;
import io.jcompose.runtime.linux.netlink.NetlinkException;
import io.jcompose.runtime.linux.netlink.Route;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is set inside a pod's namespace. All of it may be repeated. */
final class PodSide {
  private static final int LOOPBACK = 1; // every namespace's first link
  private static final String SYSCTLS = "com.docker.network.endpoint.sysctls";
  private static final Pattern SYSCTL =
      Pattern.compile("net\\.((ipv4|ipv6|mpls)\\.(conf|neigh)\\.IFNAME\\.[a-z0-9_]+)=(.*)");
  private static final int IPV4_LINK_LOCAL = 16;
  private static final int IPV6_LINK_LOCAL = 64;

  // a link that the pod is given later has a better way there; also the sign that a route is ours
  private static final int REFUSAL = 0x6a63;

  private final Host host;

  PodSide(Host host) {
    this.host = host;
  }

  /** Sets what every pod has; to be run inside a namespace that has just been made. */
  void prepare(Netlink inside) {
    inside.switchOn(LOOPBACK);
    // as docker has it: a program without privileges may listen on port 80, and ping
    Sysctl.of(host, "ipv4/ip_unprivileged_port_start").write("0");
    Sysctl.of(host, "ipv4/ping_group_range").write("0 2147483647");
    // addresses are chosen by us and nobody has them: links are good to use at once
    Sysctl.of(host, "ipv6/conf/default/accept_dad").writeIfThere("0");
    Sysctl.of(host, "ipv6/conf/default/accept_ra").writeIfThere("0");
  }

  /** Gives a link its addresses and switches it on; one that is not there yet is left. */
  void configure(Reached reached, PinnedNamespace pod) {
    Netlink netlink = pod.netlink();
    Optional<Link> found = netlink.link(reached.link().interfaceName());
    if (found.isEmpty()) {
      return; // a cable whose other pod is not there
    }
    Link link = found.get();
    if (!link.up() && reached.link().address(false).isEmpty()) {
      BridgeKind.keepQuiet(netlink, link);
    }
    for (IpAddress address : reached.link().addresses()) {
      int prefix =
          reached.network().subnet(address.isIpv4()).map(Subnet::subnet).orElseThrow().prefix();
      add(netlink, new LinkAddress(link.index(), address, prefix));
    }
    for (IpAddress address : reached.link().linkLocal()) {
      int prefix = address.isIpv4() ? IPV4_LINK_LOCAL : IPV6_LINK_LOCAL;
      add(
          netlink,
          new LinkAddress(link.index(), address, prefix),
          AddressOption.FOR_NEIGHBOURS_ONLY);
    }
    sysctls(reached.link(), pod);
    netlink.switchOn(link.index());
  }

  private static void add(Netlink netlink, LinkAddress address, AddressOption... more) {
    AddressOption[] options = new AddressOption[more.length + 1];
    options[0] = AddressOption.WITHOUT_DUPLICATE_DETECTION;
    System.arraycopy(more, 0, options, 1, more.length);
    try {
      netlink.addAddress(address, options);
    } catch (NetlinkException e) {
      if (!e.errno().equals(Errno.EEXIST)) {
        throw e;
      }
    }
  }

  private void sysctls(PodLink link, PinnedNamespace pod) {
    String asked = link.options().getOrDefault(SYSCTLS, "");
    if (asked.isBlank()) {
      return;
    }
    List<String> settings = checkedSysctls(link);
    pod.inside(
        () -> {
          for (String setting : settings) {
            int equals = setting.indexOf('=');
            String name = setting.substring(0, equals);
            Sysctl.of(host, name).write(setting.substring(equals + 1));
          }
          return true;
        });
  }

  /**
   * Returns a link's own settings, each as a path below {@code net} and a value.
   *
   * @throws RuntimeFailure if one is about something else
   */
  static List<String> checkedSysctls(PodLink link) {
    List<String> settings = new ArrayList<>();
    for (String asked : link.options().getOrDefault(SYSCTLS, "").split(",", -1)) {
      if (asked.isBlank()) {
        continue;
      }
      var parts = SYSCTL.matcher(asked.strip());
      if (!parts.matches()) {
        throw new RuntimeFailure(
            "cannot set '"
                + asked.strip()
                + "' for the link in network '"
                + link.network()
                + "': it is no setting of a link",
            "write it as 'net.ipv4.conf.IFNAME.NAME=VALUE', IFNAME as it stands");
      }
      String path = parts.group(1).replace('.', '/').replace("IFNAME", link.interfaceName());
      settings.add(path + "=" + parts.group(4));
    }
    return settings;
  }

  /** Lets the default routes go by the right links; routes that others made stay. */
  void route(List<Reached> links, PinnedNamespace pod, boolean fresh) {
    for (IpVersion version : IpVersion.values()) {
      boolean ipv4 = version == IpVersion.IPV4;
      Netlink netlink = pod.netlink();
      Optional<Route> wanted =
          WayOut.choose(links, ipv4).flatMap(reached -> route(reached, netlink, version));
      List<Route> present =
          fresh
              ? List.of()
              : netlink.routes(version).stream()
                  .filter(Route::isDefault)
                  .filter(route -> route.table() == Route.MAIN)
                  .toList();
      boolean there = wanted.isPresent() && present.stream().anyMatch(r -> same(r, wanted.get()));
      present.stream()
          .filter(route -> wanted.filter(w -> same(route, w)).isEmpty())
          .filter(route -> isOurs(route, links, netlink))
          .forEach(netlink::deleteRoute);
      if (!there) {
        wanted.ifPresent(route -> add(netlink, route));
      }
    }
  }

  /**
   * Lets the default routes go by an uplink instead of by the bridges; false if its interface is
   * not there. Routes that others made stay, and networks are reached by their own links as ever.
   */
  boolean routeBy(Uplink uplink, List<Reached> links, PinnedNamespace pod) {
    Netlink netlink = pod.netlink();
    Optional<Link> found = netlink.link(Uplink.INTERFACE);
    if (found.isEmpty()) {
      return false;
    }
    Link link = found.get();
    if (link.mtu() != Uplink.MTU) {
      netlink.setMtu(link.index(), Uplink.MTU);
    }
    if (!link.up() && uplink.ipv6().isEmpty()) {
      BridgeKind.keepQuiet(netlink, link);
    }
    for (IpVersion version : IpVersion.values()) {
      uplink
          .place(version == IpVersion.IPV4)
          .ifPresent(
              place ->
                  add(
                      netlink,
                      new LinkAddress(link.index(), place.own(), place.subnet().prefix())));
    }
    netlink.switchOn(link.index());
    for (IpVersion version : IpVersion.values()) {
      uplink
          .place(version == IpVersion.IPV4)
          .map(place -> Route.byDefault(place.gateway(), link.index()))
          .ifPresent(
              route -> {
                netlink.routes(version).stream()
                    .filter(Route::isDefault)
                    .filter(present -> present.table() == Route.MAIN)
                    .filter(present -> isOurs(present, links, netlink))
                    .forEach(netlink::deleteRoute);
                add(netlink, route);
              });
    }
    return true;
  }

  /**
   * Keeps a pod from these subnets, and from no others any more: to the program of an uplink they
   * are as near as to the host.
   */
  void refuse(Set<IpSubnet> subnets, PinnedNamespace pod) {
    Netlink netlink = pod.netlink();
    List<Route> present =
        netlink.routes().stream()
            .filter(route -> route.kind() == Route.Kind.REFUSED)
            .filter(route -> route.table() == Route.MAIN && route.metric() == REFUSAL)
            .toList();
    present.stream()
        .filter(route -> !subnets.contains(route.destination()))
        .forEach(netlink::deleteRoute);
    Set<IpSubnet> there = present.stream().map(Route::destination).collect(Collectors.toSet());
    subnets.stream()
        .filter(subnet -> !there.contains(subnet))
        .forEach(subnet -> add(netlink, Route.refused(subnet).withMetric(REFUSAL)));
  }

  private static void add(Netlink netlink, Route route) {
    try {
      netlink.addRoute(route);
    } catch (NetlinkException e) {
      if (!e.errno().equals(Errno.EEXIST)) { // a program in the pod has its own way
        throw e;
      }
    }
  }

  private static boolean same(Route one, Route other) {
    return one.gateway().equals(other.gateway()) && one.link().equals(other.link());
  }

  private static boolean isOurs(Route route, List<Reached> links, Netlink netlink) {
    return links.stream()
        .filter(reached -> reached.network().subnet(route.destination().isIpv4()).isPresent())
        .flatMap(reached -> route(reached, netlink, IpVersion.of(route.destination())).stream())
        .anyMatch(own -> same(route, own));
  }

  private static Optional<Route> route(Reached reached, Netlink netlink, IpVersion version) {
    Optional<Integer> index = netlink.link(reached.link().interfaceName()).map(Link::index);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    if (WayOut.isRouted(reached.network())) {
      return Optional.of(Route.direct(version.everywhere(), index.get()));
    }
    return reached
        .network()
        .subnet(version == IpVersion.IPV4)
        .flatMap(Subnet::gateway)
        .map(gateway -> Route.byDefault(gateway, index.get()));
  }
}
