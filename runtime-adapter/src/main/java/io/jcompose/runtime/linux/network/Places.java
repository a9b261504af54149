package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.linux.network.PodPlaces.Place;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Gives pods their places in networks, on disk, and takes them back. */
final class Places {
  private static final int DIGITS = 12; // with the two letters before, a link's name fits

  private final NetworkStore store;
  private final ShortHash hash;

  Places(NetworkStore store, ShortHash hash) {
    this.store = store;
    this.hash = hash;
  }

  /** A place that is asked for, and the network it is in. */
  record Wanted(AttachmentPlan plan, NetworkRecord network) {}

  /**
   * Gives a pod the places it asks for, and keeps those it has.
   *
   * @param isInKernel whether a place that is given up has to wait until its link is removed
   * @return in the order of {@code wanted}
   */
  List<PodLink> attach(PodKey pod, List<Wanted> wanted, Predicate<PodLink> isInKernel) {
    PodPlaces before = store.places(pod);
    Map<NetworkName, Place> kept = new LinkedHashMap<>();
    Set<String> names = new HashSet<>(); // first those that are asked for: no other link takes one
    wanted.forEach(asked -> asked.plan().interfaceName().ifPresent(names::add));
    for (Wanted asked : wanted) {
      AttachmentPlan plan = asked.plan();
      before
          .place(plan.network())
          .filter(place -> isSameLink(place.plan(), plan))
          .filter(place -> plan.interfaceName().isPresent() || !isNamed(place, names))
          .ifPresent(place -> kept.put(plan.network(), withPriority(place, plan)));
    }
    kept.values().forEach(place -> names.add(place.link().interfaceName()));
    List<Place> places = new ArrayList<>();
    try (Undo undo = new Undo()) {
      for (Wanted asked : wanted) {
        Place place = kept.get(asked.network().name());
        places.add(
            place != null
                ? place
                : new Place(asked.plan(), link(pod, asked.plan(), asked.network(), names, undo)));
      }
      List<PodLink> leaving = new ArrayList<>(before.leaving());
      List<PodLink> gone = new ArrayList<>();
      before.places().stream()
          .map(Place::link)
          .filter(link -> !kept.containsKey(link.network()))
          .forEach(link -> (isInKernel.test(link) ? leaving : gone).add(link));
      PodPlaces after = before.withPlaces(places, leaving);
      if (!after.equals(before)) {
        store.save(after);
      }
      undo.keep();
      release(after, gone);
    }
    return places.stream().map(Place::link).toList();
  }

  private static boolean isNamed(Place place, Set<String> names) {
    return names.contains(place.link().interfaceName());
  }

  private static boolean isSameLink(AttachmentPlan one, AttachmentPlan other) {
    return withPriority(one, other).isSameLink(other);
  }

  private static Place withPriority(Place place, AttachmentPlan asked) {
    PodLink link = place.link();
    return new Place(
        asked,
        new PodLink(
            link.network(),
            link.interfaceName(),
            link.hostLink(),
            link.addresses(),
            link.linkLocal(),
            link.macAddress(),
            link.options(),
            asked.gatewayPriority()));
  }

  private static AttachmentPlan withPriority(AttachmentPlan plan, AttachmentPlan asked) {
    return new AttachmentPlan(
        plan.network(),
        plan.names(),
        plan.interfaceName(),
        plan.ipv4(),
        plan.ipv6(),
        plan.linkLocal(),
        plan.macAddress(),
        plan.options(),
        asked.gatewayPriority());
  }

  private PodLink link(
      PodKey pod, AttachmentPlan plan, NetworkRecord network, Set<String> names, Undo undo) {
    failIfFull(pod, network);
    List<IpAddress> addresses = new ArrayList<>();
    for (boolean ipv4 : List.of(true, false)) {
      Optional<IpAddress> asked = ipv4 ? plan.ipv4() : plan.ipv6();
      if (network.subnet(ipv4).isPresent()) {
        IpAddress address = claim(pod, asked, network, ipv4);
        undo.add(() -> store.claims(network.name()).release(pod, address));
        addresses.add(address);
      } else if (asked.isPresent()) {
        throw new RuntimeFailure(
            "cannot give "
                + pod.words()
                + " the address "
                + asked.get()
                + ": network '"
                + network.name()
                + "' has no "
                + (ipv4 ? "IPv4" : "IPv6")
                + " addresses",
            "set '" + (ipv4 ? "enable_ipv4" : "enable_ipv6") + ": true' for the network");
      }
    }
    MacAddress mac =
        plan.macAddress()
            .or(() -> addresses.stream().findFirst().map(HardwareAddresses::of))
            .orElseGet(
                () -> HardwareAddresses.of(hash.bytes(network.name().value(), pod.toString())));
    PodLink link =
        new PodLink(
            network.name(),
            plan.interfaceName().orElseGet(() -> freeName(network.plan(), names)),
            hostLink(pod, network.plan()),
            addresses,
            plan.linkLocal(),
            mac,
            plan.options(),
            plan.gatewayPriority());
    PodSide.checkedSysctls(link);
    return link;
  }

  private void failIfFull(PodKey pod, NetworkRecord network) {
    if (network.plan().driver() == NetworkDriver.P2P) {
      List<PodKey> others =
          store.claims(network.name()).all().values().stream()
              .filter(other -> !other.equals(pod))
              .distinct()
              .toList();
      if (others.size() > 1) {
        throw new RuntimeFailure(
            "cannot attach "
                + pod.words()
                + " to network '"
                + network.name()
                + "': it is a cable between "
                + others.get(0).words()
                + " and "
                + others.get(1).words(),
            "use the driver 'bridge', or a network for each two services");
      }
    }
  }

  private IpAddress claim(
      PodKey pod, Optional<IpAddress> asked, NetworkRecord network, boolean ipv4) {
    AddressClaims claims = store.claims(network.name());
    AddressChoice choice = new AddressChoice(network, ipv4);
    if (asked.isPresent()) {
      if (!choice.allows(asked.get())) {
        throw new RuntimeFailure(
            "cannot give "
                + pod.words()
                + " the address "
                + asked.get()
                + ": it is none that network '"
                + network.name()
                + "' has for pods (subnet "
                + choice.subnet()
                + ")",
            "choose an address of the network's subnet that is neither its gateway nor reserved");
      }
      claims.claim(pod, asked.get());
      return asked.get();
    }
    return claims
        .claimFree(pod, choice::stream)
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "network '" + network.name() + "' has no address left for " + pod.words(),
                    "give the network a larger 'subnet' or 'ip_range', or run fewer replicas"));
  }

  private static String freeName(NetworkPlan plan, Set<String> names) {
    String prefix = new NetworkOptions(plan).interfacePrefix();
    int number = 0;
    while (!names.add(prefix + number)) {
      number++;
    }
    return prefix + number;
  }

  private Optional<String> hostLink(PodKey pod, NetworkPlan network) {
    return network.driver() == NetworkDriver.BRIDGE
        ? Optional.of("jv" + hash.digits(DIGITS, network.name().value(), pod.toString()))
        : Optional.empty();
  }

  /**
   * Claims again what a pod has: after a power failure a claim may be missing.
   *
   * @throws RuntimeFailure if another pod has an address by now
   */
  void affirm(PodKey pod, List<PodLink> links) {
    for (PodLink link : links) {
      AddressClaims claims = store.claims(link.network());
      link.addresses().forEach(address -> claims.claim(pod, address));
    }
  }

  /** Gives addresses back, but for those that another place of the pod has. */
  void release(PodPlaces places, List<PodLink> gone) {
    for (PodLink link : gone) {
      AddressClaims claims = store.claims(link.network());
      List<IpAddress> held =
          places.place(link.network()).map(place -> place.link().addresses()).orElse(List.of());
      link.addresses().stream()
          .filter(address -> !held.contains(address))
          .forEach(address -> claims.release(places.pod(), address));
    }
  }
}
