package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.Firewall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A name server, a host with a resolv.conf of its own, and pods to ask from. */
final class Surroundings implements AutoCloseable {
  static final NetworkName FRONT = new NetworkName("shop_front");
  static final NetworkName BACK = new NetworkName("shop_back");

  private final Path directory;
  private final NameServer server;
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private final List<TestPod> pods = new ArrayList<>();

  Surroundings(Path directory) {
    this(directory, Firewall.of(host(directory)));
  }

  Surroundings(Path directory, Firewall firewall) {
    this.directory = directory;
    Supplier<Firewall> opener = () -> firewall;
    this.server = NameServer.open(host(directory), opener, warnings::add);
  }

  static Host host(Path directory) {
    return new Host(
        Clock.systemUTC(),
        Map.of(),
        directory.resolve("root"),
        directory.resolve("state"),
        directory.resolve("run"));
  }

  NameServer server() {
    return server;
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Writes what the host's resolv.conf says. */
  void hostAsks(String... lines) {
    try {
      Path file = directory.resolve("root/etc/resolv.conf");
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes a pod that nobody serves. */
  TestPod pod(String name) {
    TestPod pod = new TestPod(new ContainerName(name), directory.resolve(name));
    pods.add(pod);
    return pod;
  }

  /** Makes a pod that is served. */
  TestPod pod(String name, View view) {
    TestPod pod = pod(name);
    server.serve(pod.name(), pod.pin(), view);
    return pod;
  }

  /** Says which addresses one name of a network has, and that there is no other. */
  void know(NetworkName network, String name, String... addresses) {
    server.update(new Zone(network, Map.of(name, addresses(addresses)), Set.of(), Map.of()));
  }

  static List<IpAddress> addresses(String... addresses) {
    return Arrays.stream(addresses).map(IpAddress::of).toList();
  }

  @Override
  public void close() {
    server.close();
    pods.forEach(TestPod::close);
  }
}
