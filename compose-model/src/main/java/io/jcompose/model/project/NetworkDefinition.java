package io.jcompose.model.project;

import io.jcompose.model.error.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of the top-level {@code networks:}.
 *
 * @param place where the network's key stands; of a default network that nobody wrote, where the
 *     services stand
 * @param name its name on the host: {@code name:}, else {@code <project>_<key>}
 * @param external whether it must exist already and is never removed
 * @param driver empty means {@code bridge}
 * @param driverOptions {@code driver_opts:}
 * @param internal whether it has no way out
 * @param attachable for a cluster
 * @param ipv4 {@code enable_ipv4:}; empty means true
 * @param ipv6 {@code enable_ipv6:}; empty means that an IPv6 subnet decides
 * @param addresses {@code ipam:}
 */
public record NetworkDefinition(
    Place place,
    String name,
    boolean external,
    Optional<String> driver,
    Map<String, String> driverOptions,
    boolean internal,
    boolean attachable,
    Optional<Boolean> ipv4,
    Optional<Boolean> ipv6,
    AddressManagement addresses,
    Map<String, String> labels,
    Extensions extensions) {

  public NetworkDefinition {
    driverOptions = Collections.unmodifiableMap(new LinkedHashMap<>(driverOptions));
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /**
   * Who gives out addresses, and which.
   *
   * @param driver empty means the engine's default
   * @param pools {@code config:}; none means that subnets are chosen
   * @param options what the driver is told
   */
  public record AddressManagement(
      Optional<String> driver, List<AddressPool> pools, Map<String, String> options) {
    public AddressManagement {
      pools = List.copyOf(pools);
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
  }

  /**
   * A subnet, and what is said of it.
   *
   * @param subnet an address with its prefix, such as {@code 10.5.0.0/16}
   * @param range {@code ip_range:}, the part of the subnet that addresses are taken from
   * @param gateway its address
   * @param auxiliary {@code aux_addresses:}: addresses that are taken, by host name
   */
  public record AddressPool(
      Optional<String> subnet,
      Optional<String> range,
      Optional<String> gateway,
      Map<String, String> auxiliary) {
    public AddressPool {
      auxiliary = Collections.unmodifiableMap(new LinkedHashMap<>(auxiliary));
    }
  }
}
