package io.jcompose.model.project;

import io.jcompose.model.value.Port;
import java.util.Optional;

/**
 * One published port.
 *
 * @param hostAddress the host's address to listen on; empty means all
 * @param published the host port, or the range to take a free one from; empty means any free one
 * @param target the port inside the container
 * @param name {@code name:}, for people
 * @param mode {@code mode:}; without effect on one host
 * @param applicationProtocol {@code app_protocol:}, such as {@code http}; for people
 */
public record PortMapping(
    Optional<String> hostAddress,
    Optional<PortRange> published,
    Port target,
    Optional<String> name,
    Mode mode,
    Optional<String> applicationProtocol) {

  /** Where in a cluster a port is published. */
  public enum Mode {
    /** On all hosts, the default. */
    INGRESS,
    /** On the hosts that run the service. */
    HOST
  }

  /** Creates a mapping as the short form writes it. */
  public PortMapping(Optional<String> hostAddress, Optional<PortRange> published, Port target) {
    this(hostAddress, published, target, Optional.empty(), Mode.INGRESS, Optional.empty());
  }

  /**
   * Returns the mapping as Compose's short form writes it, such as {@code 127.0.0.1:80:8080/tcp}.
   */
  @Override
  public String toString() {
    String address = hostAddress.map(a -> a.contains(":") ? "[" + a + "]:" : a + ":").orElse("");
    String host = published.map(range -> range + ":").orElse(address.isEmpty() ? "" : ":");
    return address + host + target;
  }

  /** Host ports from {@code first} to {@code last}, both included. */
  public record PortRange(int first, int last) {
    public PortRange {
      if (first < 1 || last > 65535 || first > last) {
        throw new IllegalArgumentException(
            "port range " + first + "-" + last + " is not between 1 and 65535 and rising");
      }
    }

    @Override
    public String toString() {
      return first == last ? Integer.toString(first) : first + "-" + last;
    }
  }
}
