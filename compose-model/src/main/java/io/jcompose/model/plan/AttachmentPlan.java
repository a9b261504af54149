package io.jcompose.model.plan;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import io.jcompose.model.value.NetworkName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod's place in a network.
 *
 * @param names by which neighbours in this network find it: services, aliases and container names;
 *     sorted, each once
 * @param interfaceName the link's name in the pod; empty means {@code eth0} and so on
 * @param ipv4 a fixed address; empty means one is chosen
 * @param ipv6 likewise
 * @param linkLocal further addresses, good on this network only
 * @param macAddress empty means one is made of the address
 * @param options {@code driver_opts:} of the attachment
 * @param gatewayPriority among the networks that lead out, the default route goes by the one with
 *     the highest; where two are equal, by the one whose name comes first
 */
public record AttachmentPlan(
    NetworkName network,
    List<String> names,
    Optional<String> interfaceName,
    Optional<IpAddress> ipv4,
    Optional<IpAddress> ipv6,
    List<IpAddress> linkLocal,
    Optional<MacAddress> macAddress,
    Map<String, String> options,
    int gatewayPriority) {

  public AttachmentPlan {
    names = names.stream().sorted().distinct().toList();
    linkLocal = List.copyOf(linkLocal);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** Returns the plain attachment, with everything chosen, under these names. */
  public static AttachmentPlan of(NetworkName network, List<String> names) {
    return new AttachmentPlan(
        network,
        names,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Map.of(),
        0);
  }

  /** Returns the same place under other names. */
  public AttachmentPlan withNames(List<String> changed) {
    return new AttachmentPlan(
        network,
        changed,
        interfaceName,
        ipv4,
        ipv6,
        linkLocal,
        macAddress,
        options,
        gatewayPriority);
  }

  /**
   * Returns whether a pod that is attached like this can be attached like {@code other} without its
   * programs noticing more than other names for it.
   */
  public boolean isSameLink(AttachmentPlan other) {
    return network.equals(other.network)
        && interfaceName.equals(other.interfaceName)
        && ipv4.equals(other.ipv4)
        && ipv6.equals(other.ipv6)
        && linkLocal.equals(other.linkLocal)
        && macAddress.equals(other.macAddress)
        && options.equals(other.options)
        && gatewayPriority == other.gatewayPriority;
  }
}
