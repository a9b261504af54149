package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.Netlink;
import io.jcompose.runtime.linux.network.NetworkKind.Plug;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Pods' namespaces and links in the kernel; says what is done in which order. */
final class PodLinks {
  private final Host host;
  private final NetworkStore store;
  private final PodSide podSide;
  private final NetworkKind bridge;
  private final NetworkKind vlan;
  private final NetworkKind pair;

  PodLinks(Host host, NetworkStore store, ShortHash hash, Tables tables) {
    this.host = host;
    this.store = store;
    this.podSide = new PodSide(host);
    this.bridge = new BridgeKind(host, store.lock(), tables);
    this.vlan = new VlanKind(store, hash);
    this.pair = new PairKind(store, podSide);
  }

  private NetworkKind kind(NetworkRecord network) {
    return switch (network.plan().driver()) {
      case BRIDGE -> bridge;
      case MACVLAN, IPVLAN -> vlan;
      case P2P -> pair;
    };
  }

  /** Makes the namespace and the links of a pod, and removes those it is to have no longer. */
  void up(PodPlaces places, List<PodLink> links, Path pin) {
    List<Reached> reached = links.stream().map(this::reach).toList();
    rememberPin(places, reached, pin);
    try (Netlink host = Netlink.open();
        Undo undo = new Undo()) {
      reached.forEach(link -> kind(link.network()).ensure(link.network(), host));
      Optional<PinnedNamespace> present = PinnedNamespace.find(pin);
      try (PinnedNamespace pod = present.orElseGet(() -> make(pin, undo))) {
        for (PodLink left : places.leaving()) {
          store
              .find(left.network())
              .ifPresent(
                  network ->
                      kind(network).unplug(new Plug(network, places.pod(), left, host, pod, undo)));
        }
        for (Reached link : reached) {
          kind(link.network())
              .plug(new Plug(link.network(), places.pod(), link.link(), host, pod, undo));
          podSide.configure(link, pod);
        }
        podSide.route(reached, pod, present.isEmpty());
      }
      undo.keep();
    }
  }

  private Reached reach(PodLink link) {
    return store
        .find(link.network())
        .map(network -> new Reached(link, network))
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "network '" + link.network() + "' is gone",
                    "run 'jcompose up', which makes the project's networks"));
  }

  /** Returns what can lead a pod out; asks neither for the firewall nor whether it is needed. */
  List<Uplink> uplinks(List<PodLink> links, Path pin) {
    List<Reached> reached = links.stream().map(this::reach).toList();
    try (Netlink netlink = Netlink.open()) {
      List<IpSubnet> taken = new HostAddresses(host, netlink).taken(store.list());
      Optional<Uplink.Place> ipv4 = UplinkChoice.place(reached, true, taken);
      Optional<Uplink.Place> ipv6 = UplinkChoice.place(reached, false, taken);
      return ipv4.isEmpty() && ipv6.isEmpty()
          ? List.of()
          : UplinkProgram.uplinks(host, pin, ipv4, ipv6);
    }
  }

  /** Lets the default routes go by an uplink; false if its interface is not there. */
  boolean lead(List<PodLink> links, Path pin, Uplink uplink) {
    List<Reached> reached = links.stream().map(this::reach).toList();
    Optional<PinnedNamespace> found = PinnedNamespace.find(pin);
    if (found.isEmpty()) {
      return false;
    }
    try (PinnedNamespace pod = found.get()) {
      boolean led = podSide.routeBy(uplink, reached, pod);
      if (led) {
        podSide.refuse(foreign(links), pod);
      }
      return led;
    }
  }

  /** Returns the subnets of bridges that a pod is not on. */
  private Set<IpSubnet> foreign(List<PodLink> links) {
    Set<NetworkName> own = links.stream().map(PodLink::network).collect(Collectors.toSet());
    return store.list().stream()
        .filter(network -> network.plan().driver() == NetworkDriver.BRIDGE)
        .filter(network -> !own.contains(network.name()))
        .flatMap(network -> network.subnets().stream())
        .map(Subnet::subnet)
        .collect(Collectors.toSet());
  }

  private void rememberPin(PodPlaces places, List<Reached> reached, Path pin) {
    boolean isAskedFor =
        reached.stream().anyMatch(link -> link.network().plan().driver() == NetworkDriver.P2P);
    String text = pin.toAbsolutePath().toString();
    if (isAskedFor && !places.pin().equals(Optional.of(text))) {
      store.save(places.withPin(text));
    }
  }

  private PinnedNamespace make(Path pin, Undo undo) {
    undo.add(() -> PinnedNamespace.remove(pin));
    return PinnedNamespace.make(pin, podSide::prepare);
  }

  /** Returns whether a link may be there: links of bridges are seen from the host. */
  boolean mayBeInKernel(PodLink link) {
    try (Netlink host = Netlink.open()) {
      return link.hostLink().map(name -> host.link(name).isPresent()).orElse(true);
    }
  }

  /** Removes the links and the namespace of a pod. */
  void down(PodPlaces places, Path pin) {
    List<PodLink> links = new ArrayList<>(places.leaving());
    links.addAll(places.links());
    try (Netlink host = Netlink.open();
        Undo all = new Undo()) { // it goes on after a failure, which is what is wanted here
      all.add(() -> PinnedNamespace.remove(pin));
      for (PodLink link : links) {
        link.hostLink().ifPresent(name -> all.add(() -> BridgeKind.delete(host, name)));
      }
      all.add(() -> deleteInside(links, pin));
    }
  }

  /** Removes what the host has of a pod that was never taken down and is recorded no longer. */
  void removeLeftovers(PodPlaces places) {
    try (Netlink host = Netlink.open()) {
      places.links().stream()
          .flatMap(link -> link.hostLink().stream())
          .forEach(name -> BridgeKind.delete(host, name));
    }
  }

  /** Those that would otherwise live until the kernel has tidied up behind the namespace. */
  private static void deleteInside(List<PodLink> links, Path pin) {
    List<PodLink> inside = links.stream().filter(link -> link.hostLink().isEmpty()).toList();
    if (!inside.isEmpty()) {
      Optional<PinnedNamespace> found = PinnedNamespace.find(pin);
      if (found.isPresent()) {
        try (PinnedNamespace pod = found.get()) {
          inside.forEach(link -> BridgeKind.delete(pod.netlink(), link.interfaceName()));
        }
      }
    }
  }

  /** Removes what the kernel has of a network that no pod is in. */
  void remove(NetworkRecord network) {
    try (Netlink host = Netlink.open()) {
      kind(network).remove(network, host);
    }
  }
}
