package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address of the host that a port is published on. {@code 0.0.0.0} and {@code ::} mean all
 * addresses, of IPv4 and IPv6.
 */
record HostAddress(InetAddress address) {
  // what InetAddress takes for an address and never looks up as a name
  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.%a-z]*");
  private static final String ALL = "0.0.0.0";

  static HostAddress of(Publication publication) {
    return of(publication.hostAddress());
  }

  /**
   * Reads an address.
   *
   * @throws RuntimeFailure if it is none; names are not looked up
   */
  static HostAddress of(String text) {
    if (LITERAL.matcher(text).matches()) {
      try {
        return new HostAddress(InetAddress.getByName(text));
      } catch (UnknownHostException e) {
        throw notAnAddress(text);
      }
    }
    throw notAnAddress(text);
  }

  private static RuntimeFailure notAnAddress(String text) {
    return new RuntimeFailure(
        "cannot publish a port on '" + text + "': it is not an IP address",
        "write an address of this host before the port in 'ports', or none to publish on all");
  }

  /** Returns all addresses of the host. */
  static HostAddress all() {
    return of(ALL);
  }

  boolean isWildcard() {
    return address.isAnyLocalAddress();
  }

  /** Returns whether listening on one keeps others from listening on the other. */
  boolean overlaps(HostAddress other) {
    return isWildcard() || other.isWildcard() || address.equals(other.address);
  }

  /** Returns the address if it is an IPv4 one. */
  Optional<IpAddress> ipv4() {
    return address instanceof Inet4Address
        ? Optional.of(IpAddress.of(address.getAddress()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return address.getHostAddress();
  }
}
