package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.NetworkName;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A network of this host, as it was made. What is written here is enough for any later process to
 * find its links and its table in the kernel again.
 *
 * @param plan what it was made of
 * @param id 64 hexadecimal digits, for display
 * @param link the bridge, or the link of the host that pods hang on; empty between two pods
 * @param subnets at most one of each version of IP, IPv4 first
 * @param mtu largest packet in bytes
 */
public record NetworkRecord(
    int version,
    NetworkPlan plan,
    String id,
    Instant created,
    Optional<String> link,
    List<Subnet> subnets,
    int mtu) {
  static final int VERSION = 1;

  public NetworkRecord {
    subnets = List.copyOf(subnets);
  }

  /** Returns its name. */
  public NetworkName name() {
    return plan.name();
  }

  /** Returns the subnet of one version of IP. */
  public Optional<Subnet> subnet(boolean ipv4) {
    return subnets.stream().filter(subnet -> subnet.subnet().isIpv4() == ipv4).findFirst();
  }
}
