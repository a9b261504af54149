package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.linux.disk.Disk;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who has which address of one network: a link on disk for each address. Making a link fails if
 * there is one, so an address is claimed once without a lock.
 */
final class AddressClaims {
  private final Path directory;
  private final Disk disk;
  private final HostLock lock;
  private final Predicate<PodKey> exists;

  AddressClaims(Path directory, Disk disk, HostLock lock, Predicate<PodKey> exists) {
    this.directory = directory;
    this.disk = disk;
    this.lock = lock;
    this.exists = exists;
  }

  /**
   * Claims an address for a pod; one that it has already is a success.
   *
   * @throws RuntimeFailure if another pod has it; it names the pod
   */
  void claim(PodKey pod, IpAddress address) {
    while (!tryToClaim(pod, address)) {
      Optional<Claim> present = find(address);
      if (present.filter(claim -> claim.pod().equals(pod)).isPresent()) {
        return;
      }
      if (present.isPresent() && !removeIfStale(address)) {
        throw new RuntimeFailure(
            "cannot give "
                + pod.words()
                + " the address "
                + address
                + ": "
                + present.get().pod().words()
                + " has it",
            "choose another address, or run 'jcompose -p "
                + present.get().pod().project()
                + " down'");
      }
    }
  }

  /** Claims the first of {@code candidates} that nobody has; empty if all are taken. */
  Optional<IpAddress> claimFree(PodKey pod, Candidates candidates) {
    Optional<IpAddress> claimed = claimFirst(pod, candidates);
    if (claimed.isPresent()) {
      return claimed;
    }
    names().forEach(address -> removeIfStale(IpAddress.of(address)));
    return claimFirst(pod, candidates);
  }

  /** Addresses one may choose from, in the order of liking. */
  interface Candidates {
    /** Returns them, made one after another: there may be very many. */
    Stream<IpAddress> stream();
  }

  private Optional<IpAddress> claimFirst(PodKey pod, Candidates candidates) {
    Set<String> taken = new HashSet<>(names());
    return candidates.stream()
        .filter(address -> !taken.contains(address.value()))
        .filter(address -> tryToClaim(pod, address)) // somebody may have been faster
        .findFirst();
  }

  /** Gives an address back; one that the pod does not have is left to whoever has it. */
  void release(PodKey pod, IpAddress address) {
    if (find(address).filter(claim -> claim.pod().equals(pod)).isPresent()) {
      disk.removeLink(directory.resolve(address.value()));
    }
  }

  /** Returns who has which address, without the claims of pods that are gone. */
  Map<IpAddress, PodKey> all() {
    Map<IpAddress, PodKey> all = new TreeMap<>();
    for (String address : names()) {
      find(IpAddress.of(address))
          .filter(claim -> !isStale(claim))
          .ifPresent(claim -> all.put(IpAddress.of(address), claim.pod()));
    }
    return all;
  }

  private List<String> names() {
    return disk.names(directory);
  }

  private boolean tryToClaim(PodKey pod, IpAddress address) {
    return disk.makeLinkLightly(directory, address.value(), Claim.of(pod).text());
  }

  private Optional<Claim> find(IpAddress address) {
    return disk.readLink(directory.resolve(address.value())).flatMap(Claim::read);
  }

  private boolean isStale(Claim claim) {
    return !exists.test(claim.pod()) && !claim.isMakerAlive();
  }

  /** Under the lock, or two who saw the same stale claim would remove each other's new one. */
  private boolean removeIfStale(IpAddress address) {
    return find(address).filter(this::isStale).isPresent()
        && lock.holding(
            () -> {
              Optional<Claim> stale = find(address).filter(this::isStale);
              stale.ifPresent(claim -> disk.removeLink(directory.resolve(address.value())));
              return stale.isPresent();
            });
  }
}
