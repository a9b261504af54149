package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.project.NetworkSettings.ExtraHost;
import io.jcompose.model.project.NetworkSettings.Link;
import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.host.HostFiles;
import io.jcompose.runtime.linux.PodMembers.Member;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.network.PodLink;
import io.jcompose.runtime.linux.network.PodNetworks;
import io.jcompose.runtime.linux.process.UtsName;
import io.jcompose.runtime.linux.rootfs.RootMount;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  private static final String HOSTS = "hosts";

  private final Host host;
  private final PodNetworks networks;
  private final PodMembers members;

  EtcFiles(Host host, PodNetworks networks, PodMembers members) {
    this.host = host;
    this.networks = networks;
    this.members = members;
  }

  /**
   * Writes the files into the container's home and returns how they are mounted.
   *
   * @param pod whose network the container is in
   */
  List<RootMount> write(ContainerHome home, ContainerSpec spec, PodRecord pod, UtsName self) {
    ResolvFile resolv = new ResolvFile(host, pod.plan().resolver());
    String resolvers;
    if (isOfHost(pod)) {
      resolvers = resolv.ofHost();
    } else {
      resolvers = pod.plan().isShared() ? resolv.direct() : resolv.embedded();
    }
    return List.of(
        write(home, HOSTS, hosts(spec, pod, self)),
        write(home, "hostname", self.host() + "\n"),
        write(home, "resolv.conf", resolvers));
  }

  /**
   * Writes the names of a pod that has changed into the file that a container of it sees. The file
   * stays the one that is mounted: its content alone changes.
   */
  void refreshHosts(ContainerHome home, ContainerSpec spec, PodRecord pod, UtsName self) {
    Path file = home.etc().resolve(HOSTS);
    try {
      Files.writeString(
          file,
          hosts(spec, pod, self),
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING,
          LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      // it was never started, and gets its file when it is
    } catch (IOException e) {
      throw failure(home, file, e);
    }
  }

  /**
   * Makes a new container of a pod known by its id to those that stand in the pod already. A line
   * more will do: all it says is that the pod's address is meant.
   */
  void introduce(ContainerHome home, PodRecord pod, String shortId) {
    StringBuilder lines = new StringBuilder();
    for (IpAddress address : addresses(pod)) {
      lines.append(address).append('\t').append(shortId).append('\n');
    }
    Path file = home.etc().resolve(HOSTS);
    try {
      Files.writeString(
          file,
          lines,
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND,
          LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      // it was never started, and gets its file when it is
    } catch (IOException e) {
      throw failure(home, file, e);
    }
  }

  private static boolean isOfHost(PodRecord pod) {
    return pod.plan().namespace() instanceof NetworkNamespace.Host;
  }

  private String hosts(ContainerSpec spec, PodRecord pod, UtsName self) {
    HostsFile hosts = new HostsFile(gateway(pod));
    List<ExtraHost> extra = spec.plan().network().extraHosts();
    return isOfHost(pod)
        ? hosts.extended(new HostFiles(host).find("etc/hosts").orElse(""), extra)
        : hosts.text(addresses(pod), self, names(spec, pod), extra);
  }

  private static List<IpAddress> addresses(PodRecord pod) {
    return pod.links().isEmpty() ? List.of() : pod.links().get(0).addresses();
  }

  /** In a pod of several services links and ids lead to the pod itself. */
  private Set<String> names(ContainerSpec spec, PodRecord pod) {
    Set<String> names = new LinkedHashSet<>(pod.plan().names());
    if (!names.isEmpty()) {
      members.of(new PodKey(spec.plan().project(), pod.plan().name())).stream()
          .map(Member::shortId)
          .forEach(names::add);
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

  private static RuntimeFailure failure(ContainerHome home, Path file, IOException cause) {
    return new RuntimeFailure(
        "cannot write " + file + ": " + cause.getMessage(),
        "see with 'df -h " + home.etc() + "' whether there is room left",
        cause);
  }

  private static RootMount write(ContainerHome home, String name, String text) {
    Path file = home.etc().resolve(name);
    try {
      // a container writes into these files; what it wrote is not to be followed, nor kept
      Files.deleteIfExists(file);
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw failure(home, file, e);
    }
    return new RootMount.Bind(file, "/etc/" + name, false, Optional.empty());
  }
}
