package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.syscall.Nftables;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The calling thread's namespace as a host with networks and pods, which go when it is closed. */
final class Site implements AutoCloseable {
  private final Path directory;
  private final Firewall firewall;
  private final List<Pod> pods = new CopyOnWriteArrayList<>();
  private final Set<PodKey> recorded = ConcurrentHashMap.newKeySet();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private PodNetworks networks;

  Site(Path directory) {
    this(directory, nftables());
  }

  Site(Path directory, Firewall firewall) {
    this.directory = directory;
    this.firewall = firewall;
    this.networks = another();
  }

  static Host host(Path directory) {
    return new Host(
        Clock.systemUTC(),
        Map.of(),
        Path.of("/"),
        directory.resolve("state"),
        directory.resolve("run"));
  }

  static Firewall nftables() {
    return new Firewall.InProcess(Nftables.open().orElseThrow());
  }

  /** Returns what another process would have: it knows nothing but what is on disk. */
  PodNetworks another() {
    return HostPodNetworks.of(host(directory), firewall, recorded::contains, warnings::add);
  }

  /** Goes on as another process would. */
  void restart() {
    networks = another();
  }

  PodNetworks networks() {
    return networks;
  }

  List<String> warnings() {
    return warnings;
  }

  NetworkRecord create(NetworkPlan plan) {
    return networks.create(plan);
  }

  /** Returns a pod that runs. */
  Pod pod(String name, AttachmentPlan... attachments) {
    Pod pod = new Pod(name);
    pods.add(pod);
    pod.attach(attachments);
    pod.up();
    return pod;
  }

  /** Returns a pod that has nothing yet. */
  Pod unattached(String name) {
    Pod pod = new Pod(name);
    pods.add(pod);
    return pod;
  }

  @Override
  public void close() {
    pods.forEach(Pod::down);
    networks.list().forEach(network -> networks.remove(network.name()));
  }

  /** A pod of project "shop". */
  final class Pod {
    private final PodKey key;
    private final Path pin;
    private final List<AutoCloseable> servers = new ArrayList<>();
    private List<PodLink> links = List.of();

    private Pod(String name) {
      key = new PodKey(new ProjectName("shop"), new ContainerName(name));
      pin = directory.resolve("netns").resolve(name);
    }

    PodKey key() {
      return key;
    }

    Path pin() {
      return pin;
    }

    List<PodLink> links() {
      return links;
    }

    Pod attach(AttachmentPlan... attachments) {
      return attach(networks, attachments);
    }

    Pod attach(PodNetworks process, AttachmentPlan... attachments) {
      links = process.attach(key, List.of(attachments));
      recorded.add(key);
      return this;
    }

    Pod up() {
      return up(networks);
    }

    Pod up(PodNetworks process) {
      try {
        Files.createDirectories(pin.getParent());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      process.up(key, links, pin);
      return this;
    }

    /** Starts a server that tells its clients who they are, on port 80. */
    Pod serve() {
      servers.add(call(() -> new WhoAmIServer(Curl.INSIDE)));
      return this;
    }

    Pod publish(Publication... publications) {
      networks.publish(key, links, List.of(publications));
      return this;
    }

    void down() {
      for (AutoCloseable server : servers) {
        try {
          server.close();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
      servers.clear();
      networks.down(key, pin);
      recorded.remove(key);
    }

    /** The pod's record is lost: whoever kept it was killed. */
    void forget() {
      recorded.remove(key);
    }

    String run(String... command) {
      return InPod.run(pin, command);
    }

    <T> T call(Supplier<T> work) {
      return InPod.call(pin, work);
    }

    PodLink link(String network) {
      return links.stream()
          .filter(link -> link.network().equals(new NetworkName(network)))
          .findFirst()
          .orElseThrow();
    }

    /** Returns the IPv4 address in its first network. */
    String address() {
      return links.get(0).address(true).orElseThrow().value();
    }

    String address(String network) {
      return link(network).address(true).orElseThrow().value();
    }

    /** Returns the IPv6 address in its first network, for a URL. */
    String ipv6() {
      return "[" + links.get(0).address(false).orElseThrow() + "]";
    }

    /** Returns whom a server believes the pod to be. */
    String curl(String address, int port) {
      return run(Curl.command(address, port));
    }
  }
}
