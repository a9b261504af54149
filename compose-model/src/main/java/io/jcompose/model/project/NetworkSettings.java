package io.jcompose.model.project;

import io.jcompose.model.value.Port;
import io.jcompose.model.value.ServiceName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a service is seen from outside and whom it knows by name.
 *
 * @param hostname {@code hostname:}; empty means one is chosen for it
 * @param domainName {@code domainname:}
 * @param ports what is published on the host, ranges already spread out
 * @param expose ports that neighbours may use
 * @param links other services under names of this one's choosing
 * @param extraHosts names with addresses for {@code /etc/hosts}
 */
public record NetworkSettings(
    Optional<String> hostname,
    Optional<String> domainName,
    List<PortMapping> ports,
    Set<Port> expose,
    List<Link> links,
    List<ExtraHost> extraHosts) {

  public NetworkSettings {
    ports = List.copyOf(ports);
    expose = Collections.unmodifiableSet(new TreeSet<>(expose));
    links = List.copyOf(links);
    extraHosts = List.copyOf(extraHosts);
  }

  /** {@code links: [service:alias]}; without an alias it is the service's name. */
  public record Link(ServiceName service, String alias) {}

  /**
   * One line of {@code extra_hosts:}.
   *
   * @param name the host name
   * @param address an IPv4 or IPv6 address, or {@link #HOST_GATEWAY}
   */
  public record ExtraHost(String name, String address) {
    /** Stands for the host's own address as seen from the container. */
    public static final String HOST_GATEWAY = "host-gateway";
  }
}
