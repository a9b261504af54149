package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.forward.ForwardedPort;
import io.jcompose.runtime.linux.forward.Forwarder;
import io.jcompose.runtime.linux.forward.HostPorts;
import io.jcompose.runtime.linux.netlink.Ipv4Address;
import io.jcompose.runtime.linux.netlink.Ipv4Subnet;
import io.jcompose.runtime.linux.netlink.Link;
import io.jcompose.runtime.linux.netlink.LinkAddress;
import io.jcompose.runtime.linux.netlink.MacAddress;
import io.jcompose.runtime.linux.netlink.Netlink;
import io.jcompose.runtime.linux.netlink.NetlinkException;
import io.jcompose.runtime.linux.netlink.Route;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Every project's pod on a bridge of its own; says what is done in which order. */
final class BridgedPodNetworks implements PodNetworks {
  private static final int GATEWAY = 1;
  private static final int POD = 2;
  private static final int USUAL_MTU = 1500; // of Ethernet, where the host has no way out
  private static final String POD_LINK = "eth0";

  private final Host host;
  private final Firewall firewall;
  private final SubnetClaims claims;
  private final Path claimsDirectory;
  private final HostLock lock;

  BridgedPodNetworks(Host host, Firewall firewall) {
    this.host = host;
    this.firewall = firewall;
    this.claimsDirectory = host.state().resolve("networks");
    this.claims = new SubnetClaims(claimsDirectory);
    this.lock = new HostLock(claimsDirectory.resolve("lock"));
  }

  @Override
  public NetworkAllocation allocate(ProjectName project, Collection<NetworkAllocation> others) {
    String digits = digits(project);
    String bridge = NetworkAllocation.bridge(digits);
    return underLock(
        "give project '" + project + "' a network",
        netlink -> {
          int mtu = mtu(netlink);
          Optional<Ipv4Subnet> claimed =
              claims.find(bridge).filter(subnet -> netlink.link(bridge).isPresent());
          Ipv4Subnet subnet = claimed.orElseGet(() -> choose(bridge, digits, others, netlink));
          claims.put(bridge, subnet);
          return new NetworkAllocation(
              bridge, subnet, subnet.address(GATEWAY), subnet.address(POD), mtu);
        });
  }

  private Ipv4Subnet choose(
      String bridge, String digits, Collection<NetworkAllocation> others, Netlink netlink) {
    List<Ipv4Subnet> taken = new ArrayList<>();
    others.stream()
        .filter(other -> !other.bridge().equals(bridge))
        .map(NetworkAllocation::subnet)
        .forEach(taken::add);
    claims
        .all()
        .forEach(
            (name, subnet) -> {
              if (!name.equals(bridge)) {
                taken.add(subnet);
              }
            });
    netlink.addresses().stream().map(LinkAddress::subnet).forEach(taken::add);
    netlink.routes().stream()
        .filter(route -> !route.isDefault())
        .map(Route::destination)
        .forEach(taken::add);
    // name servers behind the default route: a bridge over them would hide them from the host
    ResolvConf.servers(host).stream().map(server -> Ipv4Subnet.of(server, 32)).forEach(taken::add);
    return claims
        .find(bridge)
        .filter(subnet -> taken.stream().noneMatch(subnet::overlaps))
        .or(() -> AddressPool.free(HexFormat.fromHexDigits(digits), taken))
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "no private network is left for another project: routes, addresses and other"
                        + " projects of this host cover them all",
                    "end projects with 'jcompose down', or remove routes that 'ip route' shows"));
  }

  private static int mtu(Netlink netlink) {
    Optional<Integer> wayOut =
        netlink.routes().stream()
            .filter(Route::isDefault)
            .flatMap(route -> route.link().stream())
            .findFirst();
    return netlink.links().stream()
        .filter(link -> wayOut.filter(index -> index == link.index()).isPresent())
        .map(Link::mtu)
        .findFirst()
        .orElse(USUAL_MTU);
  }

  /** Returns eight digits that tell projects apart, and installations with other directories. */
  private String digits(ProjectName project) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((host.state() + "\0" + project).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public List<Publication> choosePorts(
      List<PublishedPort> published, Map<ProjectName, List<Publication>> others) {
    return new PortChooser(new HostPorts(host), others).choose(published);
  }

  @Override
  public void up(NetworkAllocation allocation, Path pin) {
    underLock(
        "set up the network of bridge " + allocation.bridge(),
        netlink -> {
          claims.put(allocation.bridge(), allocation.subnet());
          try (Undo undo = new Undo()) {
            Link bridge = bridge(allocation, netlink, undo);
            try (PinnedNamespace pod = namespace(pin, undo)) {
              cable(allocation, bridge, pod, netlink, undo);
              pod.inside(() -> setUpPod(allocation));
            }
            wayOut(allocation, netlink, undo);
            undo.keep();
          }
          return true;
        });
  }

  private Link bridge(NetworkAllocation allocation, Netlink netlink, Undo undo) {
    String name = allocation.bridge();
    if (netlink.link(name).isEmpty()) {
      netlink.createBridge(name, MacAddress.of(allocation.gateway()), allocation.mtu());
      undo.add(() -> delete(netlink, name));
    }
    Link bridge = made(netlink, name);
    // nothing speaks IPv6 here; without a link-local address the pod meets the host at one only
    Sysctl ipv6 = Sysctl.of(host, "ipv6/conf/" + name + "/disable_ipv6");
    if (ipv6.exists()) {
      ipv6.write("1");
    }
    addAddress(netlink, bridge, allocation.gateway(), allocation.subnet());
    netlink.switchOn(bridge.index());
    return bridge;
  }

  private PinnedNamespace namespace(Path pin, Undo undo) {
    return PinnedNamespace.find(pin)
        .orElseGet(
            () -> {
              undo.add(() -> PinnedNamespace.remove(pin));
              return PinnedNamespace.make(pin);
            });
  }

  private void cable(
      NetworkAllocation allocation, Link bridge, PinnedNamespace pod, Netlink netlink, Undo undo) {
    String name = allocation.cable();
    if (!pod.inside(BridgedPodNetworks::hasPodLink)) {
      delete(netlink, name); // its far end lies in a namespace that is on its way out
      netlink.createCable(
          name,
          bridge.index(),
          allocation.mtu(),
          POD_LINK,
          MacAddress.of(allocation.address()),
          pod.fd());
      undo.add(() -> delete(netlink, name));
    }
    Link near = made(netlink, name);
    if (!near.master().equals(Optional.of(bridge.index()))) {
      netlink.setMaster(near.index(), bridge.index());
    }
    // where bridges ask the firewall (br_netfilter), a pod that calls its own published port is
    // translated and sent back within the bridge, and never seen by the host's routing
    netlink.allowHairpin(near.index());
    netlink.switchOn(near.index());
  }

  private static boolean hasPodLink() {
    try (Netlink netlink = Netlink.open()) {
      return netlink.link(POD_LINK).isPresent();
    }
  }

  /** Runs inside the pod's namespace. */
  private boolean setUpPod(NetworkAllocation allocation) {
    try (Netlink netlink = Netlink.open()) {
      netlink.switchOn(made(netlink, "lo").index());
      Link link = made(netlink, POD_LINK);
      addAddress(netlink, link, allocation.address(), allocation.subnet());
      netlink.switchOn(link.index());
      if (netlink.routes().stream().noneMatch(Route::isDefault)) {
        netlink.addDefaultRoute(allocation.gateway(), link.index());
      }
      // as docker has it: a program without privileges may listen on port 80, and ping
      Sysctl.of(host, "ipv4/ip_unprivileged_port_start").write("0");
      Sysctl.of(host, "ipv4/ping_group_range").write("0 2147483647");
      return true;
    }
  }

  private void wayOut(NetworkAllocation allocation, Netlink netlink, Undo undo) {
    // the table first: it keeps strangers away from the pod before the host starts to route
    boolean hadTable = firewall.has(allocation.table());
    FirewallRules rules = new FirewallRules(allocation);
    firewall.run(rules.wayOut());
    if (!hadTable) {
      undo.add(() -> firewall.run(rules.remove()));
    }
    Sysctl.of(host, "ipv4/conf/" + allocation.bridge() + "/route_localnet").write("1");
    Forwarding forwarding = new Forwarding(host, netlink);
    forwarding.switchOn(allocation.bridge());
    undo.add(() -> forwarding.giveBack(allocation.bridge()));
  }

  @Override
  public void publish(NetworkAllocation allocation, List<Publication> publications) {
    firewall.run(new FirewallRules(allocation).publish(publications));
  }

  @Override
  public void unpublish(NetworkAllocation allocation) {
    if (firewall.has(allocation.table())) {
      firewall.run(new FirewallRules(allocation).publish(List.of()));
    }
  }

  @Override
  public Forwarder forward(
      NetworkAllocation allocation, List<Publication> publications, Consumer<String> warnings) {
    Forwarder forwarder = Forwarder.open(host, warnings);
    try {
      List<IpAddress> targets = List.of(IpAddress.of(allocation.address().value()));
      for (Publication publication : publications) {
        forwarder.add(new ForwardedPort(publication, targets, Optional.empty(), false));
      }
      return forwarder;
    } catch (RuntimeException e) {
      forwarder.close();
      throw e;
    }
  }

  @Override
  public void down(NetworkAllocation allocation, Path pin) {
    underLock(
        "take down the network of bridge " + allocation.bridge(),
        netlink -> {
          try (Undo all = new Undo()) { // it goes on after a failure, which is what is wanted here
            all.add(() -> claims.remove(allocation.bridge()));
            all.add(() -> delete(netlink, allocation.bridge()));
            all.add(() -> new Forwarding(host, netlink).giveBack(allocation.bridge()));
            all.add(() -> PinnedNamespace.remove(pin));
            all.add(() -> delete(netlink, allocation.cable()));
            all.add(() -> firewall.run(new FirewallRules(allocation).remove()));
          }
          return true;
        });
  }

  @Override
  public Optional<Shortfall> shortfall() {
    return firewall.shortfall();
  }

  private static void addAddress(
      Netlink netlink, Link link, Ipv4Address address, Ipv4Subnet subnet) {
    LinkAddress wanted = new LinkAddress(link.index(), address, subnet.prefix());
    if (!netlink.addresses().contains(wanted)) {
      netlink.addAddress(wanted);
    }
  }

  private static void delete(Netlink netlink, String name) {
    netlink.link(name).ifPresent(link -> netlink.delete(link.index()));
  }

  private static Link made(Netlink netlink, String name) {
    return netlink
        .link(name)
        .orElseThrow(() -> new IllegalStateException("link " + name + " is gone again"));
  }

  /** Work that one process at a time does, over one connection to the kernel. */
  private interface Work<T> {
    T on(Netlink netlink);
  }

  private <T> T underLock(String what, Work<T> work) {
    makeClaimsDirectory();
    return explained(
        what,
        () ->
            lock.holding(
                () -> {
                  try (Netlink netlink = Netlink.open()) {
                    return work.on(netlink);
                  }
                }));
  }

  private void makeClaimsDirectory() {
    if (Files.isDirectory(claimsDirectory)) {
      return;
    }
    try {
      Files.createDirectories(
          claimsDirectory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot create " + claimsDirectory + ": " + e.getMessage(),
          "check that root may write to " + host.state(),
          e);
    }
  }

  private static <T> T explained(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (NetlinkException | SyscallException e) {
      throw new RuntimeFailure(
          "cannot " + what + ": " + e.getMessage(),
          "run jcompose as root on a kernel with network namespaces, bridges and veth ('modprobe"
              + " bridge veth')",
          e);
    }
  }
}
