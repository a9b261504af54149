package io.jcompose.model.plan;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that pods of the project are attached to.
 *
 * @param project whose it is: it goes with the project; empty for one that a user made by itself
 * @param external whether it must exist already; then it is neither made nor removed, and nothing
 *     else here but its name counts
 * @param options {@code driver_opts:}, as they stand in the file
 * @param internal whether it has no way out, and none in but what is published
 * @param ipv4 whether it has IPv4 addresses
 * @param ipv6 whether it has IPv6 addresses
 * @param pools the subnets asked for, at most one of each version of IP that is used; where there
 *     is none a free subnet is chosen
 */
public record NetworkPlan(
    NetworkName name,
    Optional<ProjectName> project,
    boolean external,
    NetworkDriver driver,
    Map<String, String> options,
    boolean internal,
    boolean ipv4,
    boolean ipv6,
    List<Pool> pools,
    Map<String, String> labels) {

  public NetworkPlan {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    pools = List.copyOf(pools);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** Returns the plan of a network that somebody else made. */
  public static NetworkPlan external(NetworkName name) {
    return new NetworkPlan(
        name,
        Optional.empty(),
        true,
        NetworkDriver.BRIDGE,
        Map.of(),
        false,
        true,
        false,
        List.of(),
        Map.of());
  }

  /**
   * A subnet, and what is said of it.
   *
   * @param range the part of the subnet that addresses are chosen from; empty means all of it
   * @param gateway the host's own address in it; empty means the first one
   * @param auxiliary addresses that are given to nobody, by host name
   */
  public record Pool(
      IpSubnet subnet,
      Optional<IpSubnet> range,
      Optional<IpAddress> gateway,
      Map<String, IpAddress> auxiliary) {
    public Pool {
      auxiliary = Collections.unmodifiableMap(new LinkedHashMap<>(auxiliary));
    }
  }
}
