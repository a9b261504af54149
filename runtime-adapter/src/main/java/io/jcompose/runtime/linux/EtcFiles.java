package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.plan.Topology;
import io.jcompose.model.project.NetworkSettings.Link;
import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.PodLink;
import io.jcompose.runtime.linux.network.PodNetworks;
import io.jcompose.runtime.linux.rootfs.RootMount;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files that are mounted over a container's own in {@code /etc}. Written anew at each start:
 * the host's name servers may have changed, and a plan may have brought other names.
 */
final class EtcFiles {
  private final Host host;
  private final PodNetworks networks;

  EtcFiles(Host host, PodNetworks networks) {
    this.host = host;
    this.networks = networks;
  }

  /**
   * Writes the files into the container's home and returns how they are mounted.
   *
   * @param pod whose network the container is in
   */
  List<RootMount> write(
      ContainerHome home, ContainerSpec spec, PodRecord pod, Topology topology, String hostname) {
    boolean ofHost = pod.plan().namespace() instanceof NetworkNamespace.Host;
    HostsFile hosts = new HostsFile(gateway(pod));
    String text =
        ofHost
            ? hosts.extended(HostFiles.read(host, "etc/hosts"), spec.plan().network().extraHosts())
            : hosts.text(
                addresses(pod), hostname, names(spec, pod), spec.plan().network().extraHosts());
    ResolvFile resolv = new ResolvFile(host, pod.plan().resolver());
    String resolvers;
    if (ofHost) {
      resolvers = resolv.ofHost();
    } else {
      resolvers = topology == Topology.BRIDGE ? resolv.embedded() : resolv.direct();
    }
    return List.of(
        write(home, "hosts", text),
        write(home, "hostname", hostname + "\n"),
        write(home, "resolv.conf", resolvers));
  }

  private static List<IpAddress> addresses(PodRecord pod) {
    return pod.links().isEmpty() ? List.of() : pod.links().get(0).addresses();
  }

  /** In a pod of several services a link leads to the pod itself. */
  private static Set<String> names(ContainerSpec spec, PodRecord pod) {
    Set<String> names = new LinkedHashSet<>(pod.plan().names());
    if (!names.isEmpty()) {
      spec.plan().network().links().stream().map(Link::alias).forEach(names::add);
    }
    return names;
  }

  /** The host as the pod sees it. */
  private Optional<IpAddress> gateway(PodRecord pod) {
    return pod.links().stream()
        .map(PodLink::network)
        .flatMap(network -> networks.find(network).stream())
        .flatMap(network -> network.subnets().stream())
        .flatMap((Subnet subnet) -> subnet.gateway().stream())
        .findFirst();
  }

  private static RootMount write(ContainerHome home, String name, String text) {
    Path file = home.etc().resolve(name);
    try {
      // a container writes into these files; what it wrote is not to be followed, nor kept
      Files.deleteIfExists(file);
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot write " + file + ": " + e.getMessage(),
          "see with 'df -h " + home.etc() + "' whether there is room left",
          e);
    }
    return new RootMount.Bind(file, "/etc/" + name, false, Optional.empty());
  }
}
