package io.jcompose.model.project;

import io.jcompose.model.value.MacAddress;
import io.jcompose.model.value.NetworkMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a service's containers are connected to.
 *
 * @param mode {@code network_mode:}; if given, there are no networks
 * @param networks {@code networks:} by their keys at the top level, in the order of the file;
 *     {@code default} where nothing is said
 * @param macAddress {@code mac_address:}, of the interface in the network that comes first
 * @param dns who is asked for names
 * @param externalLinks {@code external_links:}
 */
public record NetworkAttachments(
    Optional<NetworkMode> mode,
    Map<String, NetworkAttachment> networks,
    Optional<MacAddress> macAddress,
    Dns dns,
    List<ExternalLink> externalLinks) {
  /** None at all. */
  public static final NetworkAttachments NONE =
      new NetworkAttachments(Optional.empty(), Map.of(), Optional.empty(), Dns.DEFAULT, List.of());

  public NetworkAttachments {
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    externalLinks = List.copyOf(externalLinks);
  }

  /**
   * Whom a container asks for names; what is empty is taken from the host.
   *
   * @param servers {@code dns:}, addresses
   * @param options {@code dns_opt:}, as in resolv.conf(5)
   * @param searchDomains {@code dns_search:}
   */
  public record Dns(List<String> servers, List<String> options, List<String> searchDomains) {
    /** As the host does it. */
    public static final Dns DEFAULT = new Dns(List.of(), List.of(), List.of());

    public Dns {
      servers = List.copyOf(servers);
      options = List.copyOf(options);
      searchDomains = List.copyOf(searchDomains);
    }
  }

  /** A container outside of the project, under a name of this service's choosing. */
  public record ExternalLink(String container, String alias) {}
}
