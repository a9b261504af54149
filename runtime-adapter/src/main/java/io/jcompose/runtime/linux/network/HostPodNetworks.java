package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.forward.HostPorts;
import io.jcompose.runtime.linux.netlink.Netlink;
import io.jcompose.runtime.linux.netlink.NetlinkException;
import io.jcompose.runtime.linux.network.Places.Wanted;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.NetworkStatus.Endpoint;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The door's two halves, what is recorded and what the kernel has, put together. */
final class HostPodNetworks implements PodNetworks {
  private final Host host;
  private final NetworkStore store;
  private final NetworkRegister register;
  private final Places places;
  private final PodLinks podLinks;
  private final Publishing publishing;
  private final Tables tables;
  private final Consumer<String> warnings;

  private HostPodNetworks(
      Host host, Firewall firewall, Predicate<PodKey> exists, Consumer<String> warnings) {
    ShortHash hash = new ShortHash(host);
    this.host = host;
    this.store = new NetworkStore(host, exists);
    this.tables = new Tables(firewall, store, hash);
    this.places = new Places(store, hash);
    this.podLinks = new PodLinks(host, store, hash, tables);
    this.register = new NetworkRegister(host, store, hash, warnings);
    this.publishing = new Publishing(store, tables);
    this.warnings = warnings;
  }

  static PodNetworks of(
      Host host, Firewall firewall, Predicate<PodKey> exists, Consumer<String> warnings) {
    return new HostPodNetworks(host, firewall, exists, warnings);
  }

  @Override
  public NetworkRecord create(NetworkPlan plan) {
    return explained("make network '" + plan.name() + "'", () -> register.create(plan));
  }

  @Override
  public Optional<NetworkRecord> find(NetworkName name) {
    return store.find(name);
  }

  @Override
  public List<NetworkRecord> list() {
    return store.list();
  }

  @Override
  public void remove(NetworkName name) {
    explained(
        "remove network '" + name + "'",
        () ->
            store
                .lock()
                .holding(
                    () -> {
                      store.find(name).ifPresent(this::remove);
                      return true;
                    }));
  }

  private void remove(NetworkRecord network) {
    store.claims(network.name()).all().values().stream()
        .findFirst()
        .ifPresent(
            pod -> {
              throw new RuntimeFailure(
                  "cannot remove network '"
                      + network.name()
                      + "': "
                      + pod.words()
                      + " is attached to it",
                  "run 'jcompose -p " + pod.project() + " down'");
            });
    for (PodPlaces left : store.leftovers(network.name())) {
      podLinks.removeLeftovers(left);
      store.forget(left.pod());
    }
    podLinks.remove(network);
    store.remove(network.name());
  }

  @Override
  public List<Endpoint> endpoints(NetworkName name) {
    return store.claims(name).all().values().stream()
        .distinct()
        .map(store::places)
        .flatMap(found -> found.place(name).map(place -> endpoint(found, place.link())).stream())
        .sorted(Comparator.comparing(Endpoint::project).thenComparing(Endpoint::pod))
        .toList();
  }

  private static Endpoint endpoint(PodPlaces places, PodLink link) {
    return new Endpoint(
        places.project(), places.infra(), link.addresses(), link.macAddress().toString());
  }

  @Override
  public List<PodLink> attach(PodKey pod, List<AttachmentPlan> attachments) {
    return explained(
        "attach " + pod.words(),
        () -> {
          boolean predefined =
              attachments.stream().anyMatch(plan -> plan.network().equals(PREDEFINED));
          // it goes with its last pod, which must not happen between finding and claiming
          return predefined
              ? store.lock().holding(() -> attachNow(pod, attachments))
              : attachNow(pod, attachments);
        });
  }

  private List<PodLink> attachNow(PodKey pod, List<AttachmentPlan> attachments) {
    List<Wanted> wanted = new ArrayList<>();
    for (AttachmentPlan plan : attachments) {
      NetworkName name = plan.network();
      wanted.add(new Wanted(plan, store.find(name).orElseGet(() -> missing(pod, name))));
    }
    return places.attach(pod, wanted, podLinks::mayBeInKernel);
  }

  private NetworkRecord missing(PodKey pod, NetworkName name) {
    if (name.equals(PREDEFINED)) {
      return register.create(predefined());
    }
    throw new RuntimeFailure(
        "cannot attach " + pod.words() + ": there is no network '" + name + "'",
        "run 'jcompose -p " + pod.project() + " up', which makes its networks");
  }

  private static NetworkPlan predefined() {
    return new NetworkPlan(
        PREDEFINED,
        Optional.empty(),
        false,
        NetworkDriver.BRIDGE,
        Map.of(),
        false,
        true,
        false,
        List.of(),
        Map.of());
  }

  @Override
  public void up(PodKey pod, List<PodLink> links, Path pin) {
    explained(
        "set up the network of " + pod.words(),
        () -> {
          places.affirm(pod, links);
          PodPlaces before = store.places(pod);
          podLinks.up(before, links, pin);
          if (!before.leaving().isEmpty()) {
            PodPlaces after = before.withPlaces(before.places(), List.of());
            places.release(after, before.leaving());
            store.save(after);
            before.leaving().forEach(this::removeIfUnused);
          }
          return true;
        });
  }

  @Override
  public void down(PodKey pod, Path pin) {
    explained(
        "take down the network of " + pod.words(),
        () -> {
          PodPlaces before = store.places(pod);
          try (Undo all = new Undo()) { // it goes on after a failure, which is what is wanted here
            all.add(
                () -> {
                  PodPlaces none = PodPlaces.none(pod);
                  places.release(none, before.leaving());
                  places.release(none, before.links());
                  store.forget(pod);
                  before.links().forEach(this::removeIfUnused);
                });
            all.add(() -> podLinks.down(before, pin));
            all.add(() -> publishing.unpublish(pod));
          }
          return true;
        });
  }

  /** The predefined network goes with its last pod. */
  private void removeIfUnused(PodLink left) {
    if (left.network().equals(PREDEFINED)) {
      store
          .lock()
          .holding(
              () -> {
                if (store.claims(PREDEFINED).all().isEmpty()) {
                  store.find(PREDEFINED).ifPresent(this::remove);
                }
                return true;
              });
    }
  }

  @Override
  public List<Publication> choosePorts(
      List<PublishedPort> published, Map<ProjectName, List<Publication>> others) {
    return new PortChooser(new HostPorts(host), others).choose(published);
  }

  @Override
  public void publish(PodKey pod, List<PodLink> links, List<Publication> publications) {
    explained(
        "publish ports of " + pod.words(),
        () -> {
          publishing.publish(pod, links, publications);
          return true;
        });
  }

  @Override
  public void unpublish(PodKey pod) {
    explained(
        "unpublish ports of " + pod.words(),
        () -> {
          publishing.unpublish(pod);
          return true;
        });
  }

  @Override
  public Watch watchFirewall() {
    if (tables.firewall().shortfall().isPresent()) {
      return () -> {}; // nothing is there that could be removed
    }
    return explained(
        "watch the firewall",
        () ->
            FirewallWatch.start(
                () -> {
                  try {
                    explained("put the firewall's tables back", this::restore);
                  } catch (RuntimeFailure e) {
                    warnings.accept(e.getMessage() + "; " + e.hint());
                  }
                }));
  }

  private boolean restore() {
    return store
        .lock()
        .holding(
            () -> {
              try (Netlink netlink = Netlink.open()) {
                tables.restore(netlink);
              }
              return true;
            });
  }

  @Override
  public List<Uplink> uplinks(List<PodLink> links, Path pin) {
    return shortfall().isEmpty() || !UplinkProgram.isThere(host)
        ? List.of()
        : explained("find a way out", () -> podLinks.uplinks(links, pin));
  }

  @Override
  public boolean lead(List<PodLink> links, Path pin, Uplink uplink) {
    return explained("lead a pod out", () -> podLinks.lead(links, pin, uplink));
  }

  @Override
  public boolean leadsOut() {
    return shortfall().isEmpty() || UplinkProgram.isThere(host);
  }

  @Override
  public Optional<Shortfall> withoutWayOut(Collection<NetworkPlan> plans) {
    if (leadsOut()) {
      return Optional.empty();
    }
    List<String> names =
        plans.stream()
            // of one that others made the plan has the name only
            .map(plan -> store.find(plan.name()).map(NetworkRecord::plan).orElse(plan))
            .filter(WayOut::isMasqueraded)
            .map(plan -> "'" + plan.name() + "'")
            .sorted()
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : shortfall().map(lacking -> Uplink.missing(names, lacking));
  }

  @Override
  public Optional<Shortfall> shortfall() {
    return tables.firewall().shortfall();
  }

  private static <T> T explained(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (NetlinkException | SyscallException e) {
      throw new RuntimeFailure(
          "cannot " + what + ": " + e.getMessage(),
          "run jcompose as root on a kernel with network namespaces, bridges and veth ('modprobe"
              + " bridge veth'; the drivers macvlan and ipvlan need modules of these names)",
          e);
    }
  }
}
