package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.linux.netlink.Netlink;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Redirects ports of the host to pods. */
final class Publishing {
  private final NetworkStore store;
  private final Tables tables;

  Publishing(NetworkStore store, Tables tables) {
    this.store = store;
    this.tables = tables;
  }

  /** Replaces what a pod publishes. */
  void publish(PodKey pod, List<PodLink> links, List<Publication> publications) {
    replace(pod, redirections(links, publications));
  }

  /** Ends what a pod publishes. */
  void unpublish(PodKey pod) {
    replace(pod, List.of());
  }

  /** What is recorded is at no time less than what the firewall has. */
  private void replace(PodKey pod, List<Redirection> wanted) {
    PodPlaces places = store.places(pod);
    List<Redirection> before = places.published();
    if (before.isEmpty() && wanted.isEmpty()) {
      return;
    }
    if (!before.equals(wanted) && !wanted.isEmpty()) {
      List<Redirection> both = new ArrayList<>(before);
      both.addAll(wanted);
      store.save(places.withPublished(both));
    }
    try {
      tables.firewall().run(tables.ports().replace(before, wanted));
    } catch (RuntimeFailure e) {
      makeAnew(pod, wanted, e);
    }
    if (!before.equals(wanted) && !(before.isEmpty() && !wanted.isEmpty())) {
      store.save(places.withPublished(wanted));
    }
  }

  /** The table is gone, or says that a port is a pod's which no longer is. */
  private void makeAnew(PodKey pod, List<Redirection> wanted, RuntimeFailure why) {
    store
        .lock()
        .holding(
            () -> {
              for (PodPlaces other : store.allPlaces()) {
                boolean own = other.pod().equals(pod);
                List<Redirection> kept =
                    own
                        ? wanted
                        : other.published().stream()
                            .filter(held -> wanted.stream().noneMatch(held::collides))
                            .toList();
                if (!kept.equals(other.published())) {
                  store.save(other.withPublished(kept));
                }
              }
              if (isNeeded()) {
                try {
                  tables.makePortsAnew();
                } catch (RuntimeFailure e) {
                  e.addSuppressed(why);
                  throw e;
                }
              }
              return true;
            });
  }

  private boolean isNeeded() {
    try (Netlink netlink = Netlink.open()) {
      return store.list().stream()
          .filter(network -> network.plan().driver() == NetworkDriver.BRIDGE)
          .anyMatch(network -> BridgeKind.isComplete(network, netlink));
    }
  }

  private List<Redirection> redirections(List<PodLink> links, List<Publication> publications) {
    if (publications.isEmpty()) {
      return List.of();
    }
    List<Redirection> all = new ArrayList<>();
    for (boolean ipv4 : List.of(true, false)) {
      Optional<Target> target = target(links, ipv4);
      if (target.isPresent()) {
        publications.stream()
            .flatMap(publication -> redirection(publication, target.get()).stream())
            .forEach(all::add);
      }
    }
    return all;
  }

  private record Target(IpAddress address, boolean masked) {}

  /** Only behind a bridge of ours does the host see both ways of a connection. */
  private Optional<Target> target(List<PodLink> links, boolean ipv4) {
    List<Reached> reached = new ArrayList<>();
    for (PodLink link : links) {
      store
          .find(link.network())
          .filter(network -> link.address(ipv4).isPresent())
          .ifPresent(network -> reached.add(new Reached(link, network)));
    }
    Optional<PodLink> wayOut = WayOut.choose(reached, ipv4).map(Reached::link);
    return reached.stream()
        .filter(found -> found.network().plan().driver() == NetworkDriver.BRIDGE)
        .min(
            Comparator.comparing((Reached found) -> !Optional.of(found.link()).equals(wayOut))
                .thenComparing(found -> found.network().plan().internal())
                .thenComparing(found -> found.network().name()))
        .map(
            found ->
                new Target(
                    found.link().address(ipv4).orElseThrow(),
                    !Optional.of(found.link()).equals(wayOut)));
  }

  private static Optional<Redirection> redirection(Publication publication, Target target) {
    HostAddress host = HostAddress.of(publication);
    Optional<IpAddress> own =
        host.isWildcard()
            ? Optional.empty()
            : Optional.of(IpAddress.of(host.address().getAddress()));
    boolean possible =
        own.isEmpty()
            || own.filter(address -> address.isIpv4() == target.address().isIpv4())
                .filter(address -> address.isIpv4() || !address.isLoopback())
                .isPresent();
    return possible
        ? Optional.of(
            new Redirection(
                publication.target().protocol(),
                own,
                publication.hostPort(),
                target.address(),
                publication.target().number(),
                target.masked()))
        : Optional.empty();
  }
}
