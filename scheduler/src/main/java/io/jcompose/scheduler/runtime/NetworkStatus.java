package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.ProjectName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A network as it is.
 *
 * @param plan what it was made of
 * @param id 64 hexadecimal digits, for display
 * @param link the bridge, or the link of the host that it hangs on; empty where it has none
 * @param subnets at most one of each version of IP
 * @param endpoints the pods attached to it, sorted by project and name
 */
public record NetworkStatus(
    NetworkPlan plan,
    String id,
    Instant created,
    Optional<String> link,
    List<Subnet> subnets,
    List<Endpoint> endpoints) {
  public NetworkStatus {
    subnets = List.copyOf(subnets);
    endpoints = List.copyOf(endpoints);
  }

  /**
   * A subnet of a network.
   *
   * @param gateway where its pods send what is for others; empty if there is no way out
   */
  public record Subnet(IpSubnet subnet, Optional<IpAddress> gateway) {}

  /**
   * A pod attached to a network.
   *
   * @param addresses the pod's own in it, IPv4 first
   */
  public record Endpoint(
      ProjectName project, ContainerName pod, List<IpAddress> addresses, String macAddress) {
    public Endpoint {
      addresses = List.copyOf(addresses);
    }
  }
}
