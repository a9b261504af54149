package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.AddressOption;
import io.jcompose.runtime.linux.netlink.Link;
import io.jcompose.runtime.linux.netlink.LinkAddress;
import io.jcompose.runtime.linux.netlink.LinkKind;
import io.jcompose.runtime.linux.netlink.Netlink;
import io.jcompose.runtime.linux.netlink.NetlinkException;
import io.jcompose.runtime.linux.netlink.NewLink;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A bridge on the host, and a cable from it into each pod. */
final class BridgeKind implements NetworkKind {
  private final Host host;
  private final HostLock lock;
  private final Tables tables;
  // tables that were there once this process looked; whoever watches puts them back meanwhile
  private final Set<NetworkName> seen = ConcurrentHashMap.newKeySet();

  BridgeKind(Host host, HostLock lock, Tables tables) {
    this.host = host;
    this.lock = lock;
    this.tables = tables;
  }

  @Override
  public void ensure(NetworkRecord network, Netlink netlink) {
    if (!seen.contains(network.name()) || !isComplete(network, netlink)) {
      lock.holding(
          () -> {
            make(network, netlink);
            return true;
          });
      seen.add(network.name());
    }
  }

  /** The alias is the last thing to be set. */
  static boolean isComplete(NetworkRecord network, Netlink netlink) {
    return netlink.link(name(network)).filter(Forwarding::isCounted).isPresent();
  }

  private static String name(NetworkRecord network) {
    return network.link().orElseThrow();
  }

  private void make(NetworkRecord network, Netlink netlink) {
    Optional<Link> present = netlink.link(name(network));
    boolean shared = present.filter(bridge -> !isMadeByUs(network, bridge)).isPresent();
    Link bridge = bridge(network, present, netlink);
    for (Subnet subnet : network.subnets()) {
      IpAddress own = SubnetChoice.gateway(network.plan(), subnet.subnet());
      addAddress(netlink, new LinkAddress(bridge.index(), own, subnet.subnet().prefix()));
    }
    netlink.switchOn(bridge.index());
    // the tables first: they keep strangers away from pods before the host starts to route
    tables.make(network);
    if (network.plan().ipv4()) {
      setting(bridge, "ipv4", "route_localnet").write("1");
    }
    new Forwarding(host, netlink).switchOn(bridge, shared, network.plan().ipv6());
  }

  private Link bridge(NetworkRecord network, Optional<Link> present, Netlink netlink) {
    String name = name(network);
    if (present.isEmpty()) {
      IpAddress own = SubnetChoice.gateway(network.plan(), network.subnets().get(0).subnet());
      NewLink made =
          NewLink.named(name).withHardwareAddress(HardwareAddresses.of(own)).withMtu(network.mtu());
      netlink.create(made, LinkKind.bridge());
    } else if (!present.get().kind().equals(Optional.of("bridge"))) {
      throw new RuntimeFailure(
          "cannot make network '" + network.name() + "': link " + name + " is not a bridge",
          "choose another name in the option com.docker.network.bridge.name");
    }
    Link bridge = present.or(() -> netlink.link(name)).orElseThrow();
    Sysctl ipv6 = setting(bridge, "ipv6", "disable_ipv6");
    if (ipv6.exists()) {
      // where nothing speaks IPv6 the pod would meet the host at a link-local address only
      ipv6.write(network.plan().ipv6() ? "0" : "1");
    }
    if (network.plan().ipv6()) {
      setting(bridge, "ipv6", "accept_dad").write("0"); // nobody else is there to ask for a second
      setting(bridge, "ipv6", "accept_ra").write("0");
    }
    return bridge;
  }

  private Sysctl setting(Link link, String version, String name) {
    return Sysctl.of(host, version + "/conf/" + link.name() + "/" + name);
  }

  private static void addAddress(Netlink netlink, LinkAddress address) {
    try {
      netlink.addAddress(address, AddressOption.WITHOUT_DUPLICATE_DETECTION);
    } catch (NetlinkException e) {
      if (!e.errno().equals(Errno.EEXIST)) {
        throw e;
      }
    }
  }

  @Override
  public void plug(Plug plug) {
    int bridge =
        plug.host()
            .link(name(plug.network()))
            .map(Link::index)
            .orElseThrow(() -> gone(name(plug.network())));
    String name = plug.link().hostLink().orElseThrow();
    if (plug.pod().netlink().link(plug.link().interfaceName()).isEmpty()) {
      makeCable(plug, name, bridge);
    }
    Link near = plug.host().link(name).orElseThrow(() -> gone(name));
    if (!near.master().equals(Optional.of(bridge))) {
      plug.host().setMaster(near.index(), bridge);
    }
    if (!near.up()) {
      keepQuiet(plug.host(), near);
    }
    // where bridges ask the firewall (br_netfilter), a pod that calls its own published port is
    // translated and sent back within the bridge, and never seen by the host's routing
    plug.host().setHairpin(near.index(), true);
    if (!new NetworkOptions(plug.network().plan()).talk()) {
      plug.host().setIsolated(near.index(), true);
    }
    plug.host().switchOn(near.index());
  }

  private static void makeCable(Plug plug, String name, int bridge) {
    int mtu = plug.network().mtu();
    NewLink near = NewLink.named(name).withMtu(mtu).on(bridge);
    NewLink far =
        NewLink.named(plug.link().interfaceName())
            .withMtu(mtu)
            .withHardwareAddress(plug.link().macAddress())
            .in(plug.pod().fd());
    try {
      plug.host().create(near, LinkKind.cable(far));
    } catch (NetlinkException e) {
      if (!e.errno().equals(Errno.EEXIST)) {
        throw e;
      }
      delete(plug.host(), name); // its far end lies in a namespace that is on its way out
      plug.host().create(near, LinkKind.cable(far));
    }
    plug.undo().add(() -> delete(plug.host(), name));
  }

  /** A port of a bridge has no use for an address of its own. */
  static void keepQuiet(Netlink netlink, Link link) {
    try {
      netlink.generateNoAddress(link.index());
    } catch (NetlinkException e) {
      // this kernel, or this link, does not speak IPv6: then it is quiet
    }
  }

  @Override
  public void unplug(Plug plug) {
    plug.link().hostLink().ifPresent(name -> delete(plug.host(), name));
  }

  @Override
  public void remove(NetworkRecord network, Netlink netlink) {
    seen.remove(network.name());
    try (Undo all = new Undo()) { // it goes on after a failure, which is what is wanted here
      Optional<Link> bridge = netlink.link(name(network));
      Forwarding forwarding = new Forwarding(host, netlink);
      bridge.ifPresent(
          present -> {
            if (isMadeByUs(network, present)) {
              all.add(() -> delete(netlink, present.name()));
            } else {
              all.add(() -> takeAddresses(network, present, netlink));
            }
            all.add(() -> forwarding.giveBack(present));
          });
      all.add(() -> tables.remove(network, netlink));
    }
  }

  private static boolean isMadeByUs(NetworkRecord network, Link bridge) {
    return new NetworkOptions(network.plan()).bridgeName().isEmpty()
        || Forwarding.isMadeByUs(bridge);
  }

  private static void takeAddresses(NetworkRecord network, Link bridge, Netlink netlink) {
    for (Subnet subnet : network.subnets()) {
      IpAddress own = SubnetChoice.gateway(network.plan(), subnet.subnet());
      try {
        netlink.deleteAddress(new LinkAddress(bridge.index(), own, subnet.subnet().prefix()));
      } catch (NetlinkException e) {
        if (!e.errno().equals(Errno.EADDRNOTAVAIL)) {
          throw e;
        }
      }
    }
  }

  static void delete(Netlink netlink, String name) {
    netlink
        .link(name)
        .ifPresent(
            link -> {
              try {
                netlink.delete(link.index());
              } catch (NetlinkException e) {
                if (!e.errno().equals(Errno.ENODEV)) { // its other end has just gone, and it too
                  throw e;
                }
              }
            });
  }

  private static RuntimeFailure gone(String link) {
    return new RuntimeFailure(
        "link " + link + " was removed by somebody else", "run the command again");
  }
}
