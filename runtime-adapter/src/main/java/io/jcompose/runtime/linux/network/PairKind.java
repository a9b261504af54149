package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.linux.netlink.LinkKind;
import io.jcompose.runtime.linux.netlink.Netlink;
import io.jcompose.runtime.linux.netlink.NetlinkException;
import io.jcompose.runtime.linux.netlink.NewLink;
import io.jcompose.runtime.syscall.Errno;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A cable between two pods, made by whichever of them comes second. The host has no part in it:
 * both ends lie in namespaces of pods.
 */
final class PairKind implements NetworkKind {
  private final NetworkStore store;
  private final PodSide podSide;

  PairKind(NetworkStore store, PodSide podSide) {
    this.store = store;
    this.podSide = podSide;
  }

  @Override
  public void ensure(NetworkRecord network, Netlink host) {
    // a cable needs nothing but its two ends
  }

  /** Under the lock: of two pods that come up at once, the later one sees the earlier one. */
  @Override
  public void plug(Plug plug) {
    store
        .lock()
        .holding(
            () -> {
              if (plug.pod().netlink().link(plug.link().interfaceName()).isEmpty()) {
                plugIntoOther(plug);
              }
              return true;
            });
  }

  private void plugIntoOther(Plug plug) {
    Optional<PodPlaces> other =
        store.claims(plug.network().name()).all().values().stream()
            .filter(pod -> !pod.equals(plug.key()))
            .findFirst()
            .map(store::places);
    Optional<PodLink> end =
        other.flatMap(places -> places.place(plug.network().name())).map(PodPlaces.Place::link);
    Optional<PinnedNamespace> found =
        other.flatMap(PodPlaces::pin).map(Path::of).flatMap(PinnedNamespace::find);
    if (found.isPresent()) {
      try (PinnedNamespace namespace = found.get()) {
        if (end.isPresent()) {
          makeCable(plug, end.get(), namespace);
          podSide.configure(new Reached(end.get(), plug.network()), namespace);
        }
      }
    }
  }

  private static void makeCable(Plug plug, PodLink end, PinnedNamespace other) {
    Netlink pod = plug.pod().netlink();
    NewLink near = link(plug.network(), plug.link());
    NewLink far = link(plug.network(), end).in(other.fd());
    try {
      pod.create(near, LinkKind.cable(far));
    } catch (NetlinkException e) {
      if (!e.errno().equals(Errno.EEXIST)) {
        throw e;
      }
      // an end of an earlier cable, whose other end lies in a namespace that is on its way out
      BridgeKind.delete(other.netlink(), end.interfaceName());
      pod.create(near, LinkKind.cable(far));
    }
  }

  private static NewLink link(NetworkRecord network, PodLink link) {
    return NewLink.named(link.interfaceName())
        .withMtu(network.mtu())
        .withHardwareAddress(link.macAddress());
  }

  @Override
  public void unplug(Plug plug) {
    BridgeKind.delete(plug.pod().netlink(), plug.link().interfaceName());
  }

  @Override
  public void remove(NetworkRecord network, Netlink host) {
    // the cable went with its ends
  }
}
