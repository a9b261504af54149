package io.jcompose.runtime.linux;

import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.linux.network.NetworkRecord;
import io.jcompose.runtime.linux.network.PodNetworks;
import io.jcompose.scheduler.runtime.NetworkStatus;
import io.jcompose.scheduler.runtime.Networks;
import java.util.List;
import java.util.Optional;

/** Networks as they are recorded; what the kernel has of them comes with the first pod. */
final class LinuxNetworks implements Networks {
  private final PodNetworks networks;

  LinuxNetworks(PodNetworks networks) {
    this.networks = networks;
  }

  @Override
  public NetworkStatus create(NetworkPlan plan) {
    return status(networks.create(plan));
  }

  @Override
  public Optional<NetworkStatus> find(NetworkName name) {
    return networks.find(name).map(this::status);
  }

  @Override
  public List<NetworkStatus> list() {
    return networks.list().stream().map(this::status).toList();
  }

  @Override
  public void remove(NetworkName name) {
    networks.remove(name);
  }

  private NetworkStatus status(NetworkRecord network) {
    return new NetworkStatus(
        network.plan(),
        network.id(),
        network.created(),
        network.link(),
        network.subnets(),
        networks.endpoints(network.plan().name()));
  }
}
