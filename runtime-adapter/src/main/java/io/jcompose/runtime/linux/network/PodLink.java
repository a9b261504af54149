package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import io.jcompose.model.value.NetworkName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod's place in a network: the link by which it is in it.
 *
 * @param interfaceName the link's name in the pod
 * @param hostLink the name of the other end on the host; empty where there is none
 * @param addresses its own, at most one of each version of IP, IPv4 first
 * @param linkLocal further addresses, good on this network only
 * @param options {@code driver_opts:} of the attachment
 * @param gatewayPriority which of several ways out is taken: the highest
 */
public record PodLink(
    NetworkName network,
    String interfaceName,
    Optional<String> hostLink,
    List<IpAddress> addresses,
    List<IpAddress> linkLocal,
    MacAddress macAddress,
    Map<String, String> options,
    int gatewayPriority) {

  public PodLink {
    addresses = List.copyOf(addresses);
    linkLocal = List.copyOf(linkLocal);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** Returns its own address of one version of IP. */
  public Optional<IpAddress> address(boolean ipv4) {
    return addresses.stream().filter(address -> address.isIpv4() == ipv4).findFirst();
  }
}
