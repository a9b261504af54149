package io.jcompose.runtime.linux;

import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.dns.NameServer;
import io.jcompose.runtime.linux.dns.View;
import io.jcompose.runtime.linux.forward.ForwardedPort;
import io.jcompose.runtime.linux.forward.Forwarder;
import io.jcompose.runtime.linux.names.PodNames;
import io.jcompose.runtime.linux.network.NetworkRecord;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.network.PodLink;
import io.jcompose.runtime.linux.network.PodNetworks;
import io.jcompose.runtime.linux.process.RunDirectory;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProjectHome;
import io.jcompose.runtime.linux.state.StateStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What this process does for pods as long as it lives: it listens on their published ports, and
 * answers their questions for names. Safe to use from several threads, for one pod by one at a
 * time.
 */
final class PodServices implements AutoCloseable {
  private static final int DNS = 53;

  private final Host host;
  private final StateStore state;
  private final PodNetworks networks;
  private final Forwarder forwarder;
  private final NameServer nameServer;
  private final PodNames names;
  private final Map<PodKey, List<ForwardedPort>> forwarded = new ConcurrentHashMap<>();

  PodServices(Host host, StateStore state, PodNetworks networks, Consumer<String> warnings) {
    this.host = host;
    this.state = state;
    this.networks = networks;
    this.forwarder = Forwarder.open(host, warnings);
    this.nameServer = NameServer.open(host, warnings);
    this.names = new PodNames(nameServer, new RunDirectory(host).names(), warnings);
  }

  /** Returns who is told how present containers are. */
  PodNames names() {
    return names;
  }

  /** Opens the host's ports to a pod that is up: those of its record, and no others. */
  void publish(PodKey key, PodRecord pod) {
    stopForwarding(key);
    if (pod.plan().namespace() instanceof NetworkNamespace.Own) {
      networks.publish(key, pod.links(), pod.ports());
      forward(key, pod);
    }
  }

  private void forward(PodKey key, PodRecord pod) {
    if (pod.ports().isEmpty() || pod.links().isEmpty() || forwarded.containsKey(key)) {
      return;
    }
    Path pin = state.project(key.project()).networkNamespace(key.infra());
    List<IpAddress> targets =
        pod.links().stream().flatMap(link -> link.addresses().stream()).toList();
    List<ForwardedPort> ports =
        pod.ports().stream()
            .map(
                port ->
                    new ForwardedPort(
                        port, targets, Optional.of(pin), networks.shortfall().isPresent()))
            .toList();
    forwarded.put(key, ports);
    ports.forEach(forwarder::add);
  }

  /** Does what a pod that runs needs of a living process; what is done already is left as it is. */
  void serve(PodKey key, PodRecord pod) {
    if (!(pod.plan().namespace() instanceof NetworkNamespace.Own) || pod.links().isEmpty()) {
      return;
    }
    forward(key, pod);
    names.put(key, pod.attachments(), pod.links());
    ProjectHome home = state.project(key.project());
    if (asksUs(pod)) {
      nameServer.serve(key.infra(), home.networkNamespace(key.infra()), view(pod));
    }
  }

  private boolean asksUs(PodRecord pod) {
    return !pod.plan().isShared() || new ResolvFile(host, pod.plan().resolver()).needsEmbedded();
  }

  private View view(PodRecord pod) {
    List<NetworkName> joined = pod.links().stream().map(PodLink::network).toList();
    boolean forwards =
        joined.stream()
            .flatMap(network -> networks.find(network).stream())
            .anyMatch((NetworkRecord network) -> !network.plan().internal());
    List<IpAddress> upstream = pod.plan().resolver().servers().stream().map(IpAddress::of).toList();
    boolean listensItself =
        pod.plan().ports().stream().anyMatch(port -> port.mapping().target().number() == DNS);
    return new View(joined, pod.plan().links(), upstream, forwards, listensItself);
  }

  /** Stops all that is done for a pod; one that nothing is done for is left as it is. */
  void stop(PodKey key) {
    stopForwarding(key);
    nameServer.stop(key.infra());
    names.remove(key);
  }

  /** Stops listening for a pod. */
  void stopForwarding(PodKey key) {
    List<ForwardedPort> ports = forwarded.remove(key);
    if (ports != null) {
      ports.forEach(forwarder::remove);
    }
  }

  /** Stops all; the firewall goes on. */
  @Override
  public void close() {
    names.close();
    nameServer.close();
    forwarder.close();
  }
}
