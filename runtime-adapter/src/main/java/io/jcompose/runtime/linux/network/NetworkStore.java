package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.disk.Disk;
import io.jcompose.runtime.linux.disk.StateFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is recorded of networks and of pods' places in them.
 *
 * <pre>{@code
 * STATE/networks/NAME/network.json            the network
 * STATE/networks/NAME/addresses/ADDRESS -> …  who has the address, see Claim
 * STATE/networks/.pods/PROJECT.INFRA.json     a pod's places
 * }</pre>
 */
final class NetworkStore {
  private static final String JSON = ".json";

  private final Path directory;
  private final Path pods;
  private final Disk disk = new Disk();
  private final HostLock lock;
  private final Predicate<PodKey> exists;

  NetworkStore(Host host, Predicate<PodKey> exists) {
    this.directory = host.state().toAbsolutePath().normalize().resolve("networks");
    this.pods = directory.resolve(".pods"); // no network is called so
    this.lock = new HostLock(directory);
    this.exists = exists;
  }

  /** Returns the lock on what all networks of this installation share. */
  HostLock lock() {
    disk.makeDirectory(directory);
    return lock;
  }

  Optional<NetworkRecord> find(NetworkName name) {
    return file(name).read();
  }

  /** Returns all networks, sorted by name. */
  List<NetworkRecord> list() {
    return disk.names(directory).stream()
        .flatMap(name -> find(new NetworkName(name)).stream())
        .toList();
  }

  /** Records a network; under the lock. */
  void save(NetworkRecord network) {
    disk.makeDirectory(addresses(network.name()));
    file(network.name()).write(network);
  }

  /** Removes all that is recorded of a network; one that is gone is a success. */
  void remove(NetworkName name) {
    disk.remove(directory, home(name));
  }

  AddressClaims claims(NetworkName name) {
    return new AddressClaims(addresses(name), disk, lock(), exists);
  }

  PodPlaces places(PodKey pod) {
    return podFile(pod.toString()).read().orElseGet(() -> PodPlaces.none(pod));
  }

  /** Returns the places of all pods that are recorded, sorted. */
  List<PodPlaces> allPlaces() {
    return everyPlaces().filter(places -> exists.test(places.pod())).toList();
  }

  /** Returns the places of pods in a network that are recorded no longer, and left them. */
  List<PodPlaces> leftovers(NetworkName network) {
    return everyPlaces()
        .filter(places -> places.place(network).isPresent())
        .filter(places -> !exists.test(places.pod()))
        .toList();
  }

  private Stream<PodPlaces> everyPlaces() {
    return disk.names(pods).stream()
        .map(file -> file.substring(0, file.length() - JSON.length()))
        .flatMap(pod -> podFile(pod).read().stream());
  }

  void save(PodPlaces places) {
    disk.makeDirectory(pods);
    podFile(places.pod().toString()).writeLightly(places);
  }

  void forget(PodKey pod) {
    disk.removeFile(pods.resolve(pod + JSON));
  }

  private StateFile<NetworkRecord> file(NetworkName name) {
    return disk.file(home(name), "network.json", NetworkRecord.class, NetworkRecord.VERSION);
  }

  private StateFile<PodPlaces> podFile(String pod) {
    return disk.file(pods, pod + JSON, PodPlaces.class, PodPlaces.VERSION);
  }

  private Path addresses(NetworkName name) {
    return home(name).resolve("addresses");
  }

  private Path home(NetworkName name) {
    return directory.resolve(name.value());
  }
}
