package io.jcompose.model.assemble;

import io.jcompose.model.project.NetworkAttachment;
import io.jcompose.model.project.NetworkAttachments;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.value.MacAddress;
import io.jcompose.model.value.NetworkMode;
import io.jcompose.model.value.ServiceName;
import java.util.List;

/** Makes the typed settings of a service that are about the network. */
final class AttachmentAssembly {
  private AttachmentAssembly() {}

  static NetworkSettings settings(Section service) {
    return new NetworkSettings(
        service.text("hostname"),
        service.text("domainname"),
        PortAssembly.published(service),
        PortAssembly.exposed(service),
        service.list("links").stream()
            .filter(text -> !text.isEmpty())
            .map(AttachmentAssembly::link)
            .toList(),
        extraHosts(service));
  }

  private static NetworkSettings.Link link(String text) {
    String[] parts = text.split(":", 2);
    return new NetworkSettings.Link(new ServiceName(parts[0]), parts[parts.length - 1]);
  }

  static List<NetworkSettings.ExtraHost> extraHosts(Section owner) {
    return owner.list("extra_hosts").stream()
        .map(line -> line.split("=", 2))
        .map(parts -> new NetworkSettings.ExtraHost(parts[0], parts[1]))
        .toList();
  }

  static NetworkAttachments attachments(Section service) {
    return new NetworkAttachments(
        service.text("network_mode").map(NetworkMode::parse),
        service.each("networks", (key, network) -> attachment(network)),
        service.text("mac_address").map(MacAddress::new),
        new NetworkAttachments.Dns(
            service.list("dns"), service.list("dns_opt"), service.list("dns_search")),
        service.list("external_links").stream().map(AttachmentAssembly::externalLink).toList());
  }

  private static NetworkAttachments.ExternalLink externalLink(String text) {
    String[] parts = text.split(":", 2);
    return new NetworkAttachments.ExternalLink(parts[0], parts[parts.length - 1]);
  }

  private static NetworkAttachment attachment(Section network) {
    return new NetworkAttachment(
        network.list("aliases"),
        network.text("interface_name"),
        network.text("ipv4_address"),
        network.text("ipv6_address"),
        network.list("link_local_ips"),
        network.text("mac_address").map(MacAddress::new),
        network.texts("driver_opts"),
        network.integer("gw_priority").orElse(0),
        network.integer("priority").orElse(0),
        ExtensionAssembly.of(network));
  }
}
