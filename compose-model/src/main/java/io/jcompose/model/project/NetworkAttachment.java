package io.jcompose.model.project;

import io.jcompose.model.value.MacAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a service's containers are in one network: what stands behind a key of its {@code networks:}.
 *
 * @param aliases names besides the service's
 * @param interfaceName the interface's name in the container; empty means one is chosen
 * @param ipv4Address a fixed address out of the network's subnet; empty means one is chosen
 * @param ipv6Address likewise
 * @param linkLocalAddresses {@code link_local_ips:}
 * @param macAddress empty means one is chosen
 * @param driverOptions {@code driver_opts:}
 * @param gatewayPriority {@code gw_priority:}: the network with the highest has the default route
 * @param priority networks are joined from the highest to the lowest
 */
public record NetworkAttachment(
    List<String> aliases,
    Optional<String> interfaceName,
    Optional<String> ipv4Address,
    Optional<String> ipv6Address,
    List<String> linkLocalAddresses,
    Optional<MacAddress> macAddress,
    Map<String, String> driverOptions,
    int gatewayPriority,
    int priority,
    Extensions extensions) {
  /** With nothing said. */
  public static final NetworkAttachment PLAIN =
      new NetworkAttachment(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Map.of(),
          0,
          0,
          Extensions.NONE);

  public NetworkAttachment {
    aliases = List.copyOf(aliases);
    linkLocalAddresses = List.copyOf(linkLocalAddresses);
    driverOptions = Collections.unmodifiableMap(new LinkedHashMap<>(driverOptions));
  }
}
