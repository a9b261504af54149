package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.runtime.linux.netlink.Link;
import io.jcompose.runtime.linux.netlink.LinkKind;
import io.jcompose.runtime.linux.netlink.LinkKind.IpVlanFlag;
import io.jcompose.runtime.linux.netlink.LinkKind.IpVlanMode;
import io.jcompose.runtime.linux.netlink.LinkKind.MacVlanMode;
import io.jcompose.runtime.linux.netlink.Netlink;
import io.jcompose.runtime.linux.netlink.NewLink;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links of pods on a link of the host, of the kinds macvlan and ipvlan. */
final class VlanKind implements NetworkKind {
  private static final Pattern TAGGED = Pattern.compile("(.+)\\.([0-9]{1,4})");
  private static final String MADE = "jcompose"; // the alias of a parent that we made

  private final NetworkStore store;
  private final ShortHash hash;

  VlanKind(NetworkStore store, ShortHash hash) {
    this.store = store;
    this.hash = hash;
  }

  @Override
  public void ensure(NetworkRecord network, Netlink host) {
    String parent = network.link().orElseThrow();
    if (host.link(parent).filter(Link::up).isEmpty()) {
      store
          .lock()
          .holding(
              () -> {
                switchOn(network, parent, host);
                return true;
              });
    }
  }

  private static void switchOn(NetworkRecord network, String parent, Netlink host) {
    Optional<Link> present = host.link(parent);
    if (present.isEmpty()) {
      make(network, parent, host);
    }
    Link made = present.or(() -> host.link(parent)).orElseThrow();
    if (present.isEmpty()) {
      host.setAlias(made.index(), MADE);
      BridgeKind.keepQuiet(host, made);
    }
    host.switchOn(made.index());
  }

  private static void make(NetworkRecord network, String parent, Netlink host) {
    if (new NetworkOptions(network.plan()).parent().isEmpty()) {
      // a switch that nothing hangs on leads nowhere, and every kernel that has pods has it
      host.create(NewLink.named(parent).withMtu(network.mtu()), LinkKind.bridge());
      return;
    }
    Matcher tagged = TAGGED.matcher(parent);
    Optional<Link> trunk = tagged.matches() ? host.link(tagged.group(1)) : Optional.empty();
    if (trunk.isEmpty()) {
      throw new RuntimeFailure(
          "cannot set up network '" + network.name() + "': this host has no link " + parent,
          "write one of the links 'ip link' shows into the driver option 'parent'");
    }
    host.create(
        NewLink.named(parent),
        LinkKind.vlan(trunk.get().index(), Integer.parseInt(tagged.group(2))));
  }

  @Override
  public void plug(Plug plug) {
    PodLink link = plug.link();
    Netlink pod = plug.pod().netlink();
    if (pod.link(link.interfaceName()).isPresent()) {
      return;
    }
    int parent =
        plug.host().link(plug.network().link().orElseThrow()).map(Link::index).orElseThrow();
    // older kernels refuse a name that the host has too, so it gets its own one inside
    String draft = "jm" + hash.digits(12, link.network().value(), plug.key().toString());
    NewLink made = NewLink.named(draft).withMtu(plug.network().mtu()).in(plug.pod().fd());
    boolean hasOwnAddress = plug.network().plan().driver() == NetworkDriver.MACVLAN;
    plug.host()
        .create(
            hasOwnAddress ? made.withHardwareAddress(link.macAddress()) : made,
            kind(plug.network(), parent));
    pod.rename(pod.link(draft).orElseThrow().index(), link.interfaceName());
  }

  private static LinkKind kind(NetworkRecord network, int parent) {
    NetworkOptions options = new NetworkOptions(network.plan());
    return network.plan().driver() == NetworkDriver.MACVLAN
        ? LinkKind.macVlan(parent, MacVlanMode.valueOf(constant(options.macvlanMode())))
        : LinkKind.ipVlan(
            parent,
            IpVlanMode.valueOf(constant(options.ipvlanMode())),
            IpVlanFlag.valueOf(constant(options.ipvlanFlag())));
  }

  private static String constant(String option) {
    return option.toUpperCase(Locale.ROOT);
  }

  @Override
  public void unplug(Plug plug) {
    BridgeKind.delete(plug.pod().netlink(), plug.link().interfaceName());
  }

  @Override
  public void remove(NetworkRecord network, Netlink host) {
    Optional<String> parent = network.link();
    boolean shared =
        store.list().stream()
            .filter(other -> !other.name().equals(network.name()))
            .anyMatch(other -> other.link().equals(parent));
    if (!shared) {
      parent
          .flatMap(host::link)
          .filter(link -> link.alias().equals(Optional.of(MADE)))
          .ifPresent(link -> BridgeKind.delete(host, link.name()));
    }
  }
}
