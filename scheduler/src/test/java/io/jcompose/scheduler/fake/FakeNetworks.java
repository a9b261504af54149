package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.NetworkName;
import io.jcompose.scheduler.runtime.NetworkStatus;
import io.jcompose.scheduler.runtime.NetworkStatus.Endpoint;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import io.jcompose.scheduler.runtime.Networks;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.time.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The networks of a {@link FakeRuntime}: each of its subnets is one of 10.x.0.0/16. */
final class FakeNetworks implements Networks {
  private final Timer timer;
  private final Faults faults;
  private final Map<NetworkName, Network> networks = new TreeMap<>();
  private int made;

  /** A network; its endpoints change under the monitor of the networks. */
  private record Network(
      NetworkPlan plan, String id, Instant created, IpSubnet subnet, List<Endpoint> endpoints) {
    NetworkStatus status() {
      List<Endpoint> sorted =
          endpoints.stream()
              .sorted(Comparator.comparing(Endpoint::project).thenComparing(Endpoint::pod))
              .toList();
      Subnet only = new Subnet(subnet, Optional.of(subnet.address(1)));
      return new NetworkStatus(plan, id, created, Optional.of("fake0"), List.of(only), sorted);
    }
  }

  FakeNetworks(Timer timer, Faults faults) {
    this.timer = timer;
    this.faults = faults;
  }

  @Override
  public synchronized NetworkStatus create(NetworkPlan plan) {
    faults.journal("create network", plan.name().value());
    return networks
        .computeIfAbsent(
            plan.name(),
            name -> {
              made++;
              IpSubnet subnet = IpSubnet.of("10." + made + ".0.0/16");
              String id = String.format("%064x", made);
              return new Network(plan, id, timer.now(), subnet, new ArrayList<>());
            })
        .status();
  }

  @Override
  public synchronized Optional<NetworkStatus> find(NetworkName name) {
    return Optional.ofNullable(networks.get(name)).map(Network::status);
  }

  @Override
  public synchronized List<NetworkStatus> list() {
    return networks.values().stream().map(Network::status).toList();
  }

  @Override
  public synchronized void remove(NetworkName name) {
    faults.journal("remove network", name.value());
    Network network = networks.get(name);
    if (network != null && !network.endpoints().isEmpty()) {
      throw new RuntimeFailure(
          "cannot remove network '"
              + name
              + "': pod '"
              + network.endpoints().get(0).pod()
              + "' is attached to it",
          "remove the pod first");
    }
    networks.remove(name);
  }

  /** Attaches a pod, unless it is attached already, and returns how. */
  synchronized Endpoint attach(NetworkName name, PodKey pod) {
    Network network = networks.get(name);
    if (network == null) {
      throw new RuntimeFailure("there is no network '" + name + "'", "make it first");
    }
    return network.endpoints().stream()
        .filter(endpoint -> pod.equals(PodKey.of(endpoint)))
        .findFirst()
        .orElseGet(
            () -> {
              IpAddress address = network.subnet().address(2 + network.endpoints().size());
              var endpoint =
                  new Endpoint(pod.project(), pod.infra(), List.of(address), "02:00:00:00:00:01");
              network.endpoints().add(endpoint);
              return endpoint;
            });
  }

  /** Takes a pod out of all networks but these. */
  synchronized void detach(PodKey pod, List<NetworkName> kept) {
    networks.values().stream()
        .filter(network -> !kept.contains(network.plan().name()))
        .forEach(
            network -> network.endpoints().removeIf(endpoint -> pod.equals(PodKey.of(endpoint))));
  }
}
