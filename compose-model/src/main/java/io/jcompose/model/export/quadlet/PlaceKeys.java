package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.project.NetworkDefinition;
import io.jcompose.model.project.NetworkSettings.ExtraHost;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.PortMapping.PortRange;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where in networks something is: a container of its own, or the pod that services share. */
final class PlaceKeys {
  private static final String NETWORKS = "networks";

  private final Export export;
  private final Draft draft;

  PlaceKeys(Export export, Draft draft) {
    this.export = export;
    this.draft = draft;
  }

  /** Adds the place of the pod that services share. */
  void addPod(InfraPlan pod) {
    networks(pod);
    ports(pod);
    resolver(pod);
    Set<ExtraHost> hosts = new LinkedHashSet<>();
    export.members().forEach(member -> hosts.addAll(member.network().extraHosts()));
    hosts(hosts);
    pod.sysctls().forEach((name, value) -> draft.podman("sysctl", name + "=" + value));
  }

  /** Adds the place of a container. */
  void addContainer(ContainerPlan container) {
    InfraPlan pod = export.plan().pod(container.pod());
    if (export.isInSharedPod(container)) {
      draft.plain("Pod", export.names().pod() + ".pod");
      hostname(container);
      return;
    }
    if (container.joined().isPresent()) {
      join(container.joined().get());
      return;
    }
    hostname(container);
    namespace(pod);
    if (container.isPreStart()) {
      // the service's own container has the ports and names
      resolver(pod);
      hosts(container.network().extraHosts());
      return;
    }
    ports(pod);
    resolver(pod);
    hosts(container.network().extraHosts());
    for (Port port : container.network().expose()) {
      draft.plain("ExposeHostPort", withProtocol(Integer.toString(port.number()), port));
    }
  }

  private void join(ContainerName joined) {
    export.plan().containers().stream()
        .filter(other -> other.name().equals(joined))
        .findFirst()
        .ifPresent(other -> draft.plain("Network", export.names().container(other) + ".container"));
  }

  private void hostname(ContainerPlan container) {
    container.network().hostname().ifPresent(name -> draft.plain("HostName", name));
    if (container.network().domainName().isPresent()) {
      draft.unsaid("podman gives a container no domain", "domainname");
    }
  }

  private void namespace(InfraPlan pod) {
    if (pod.namespace() instanceof NetworkNamespace.Host) {
      draft.plain("Network", "host");
    } else if (pod.namespace() instanceof NetworkNamespace.OfContainer other) {
      draft.line("Network", "container:" + other.container(), "network_mode");
    } else {
      networks(pod);
    }
  }

  private void networks(InfraPlan pod) {
    if (pod.attachments().isEmpty()) {
      draft.plain("Network", "none");
    }
    pod.attachments().forEach(attachment -> attachment(pod, attachment));
    pod.links().forEach((alias, name) -> link(pod, alias, name));
  }

  private void attachment(InfraPlan pod, AttachmentPlan attachment) {
    List<String> options = new ArrayList<>();
    Set<String> names = new TreeSet<>(attachment.names());
    names.addAll(pod.names());
    names.addAll(namesGivenByOthers(attachment));
    names.forEach(name -> options.add("alias=" + name));
    attachment.ipv4().ifPresent(it -> options.add("ip=" + it));
    attachment.ipv6().ifPresent(it -> options.add("ip6=" + it));
    attachment.macAddress().ifPresent(it -> options.add("mac=" + it));
    attachment.interfaceName().ifPresent(it -> options.add("interface_name=" + it));
    draft.line(
        "Network", network(attachment.network()) + ":" + String.join(",", options), NETWORKS);
    String key = key(attachment.network());
    if (!attachment.linkLocal().isEmpty()) {
      draft.unsaid("podman gives no further addresses", NETWORKS, key, "link_local_ips");
    }
    if (!attachment.options().isEmpty()) {
      draft.unsaid("podman has no options for one container", NETWORKS, key, "driver_opts");
    }
    if (attachment.gatewayPriority() != 0) {
      draft.unsaid("podman chooses the way out itself", NETWORKS, key, "gw_priority");
    }
  }

  /** Podman's names are known to all of a network: what one calls a neighbour, others may too. */
  private Set<String> namesGivenByOthers(AttachmentPlan attachment) {
    Set<String> names = new TreeSet<>();
    for (InfraPlan other : export.plan().pods()) {
      if (!isIn(other, attachment.network())) {
        continue;
      }
      other
          .links()
          .forEach(
              (alias, name) -> {
                if (attachment.names().contains(name) && isFree(alias, attachment)) {
                  names.add(alias);
                }
              });
    }
    return names;
  }

  private static boolean isIn(InfraPlan pod, NetworkName network) {
    return pod.attachments().stream().anyMatch(own -> own.network().equals(network));
  }

  private boolean isFree(String alias, AttachmentPlan of) {
    return export.plan().pods().stream()
        .flatMap(pod -> pod.attachments().stream())
        .filter(other -> other.network().equals(of.network()))
        .filter(other -> other.names().contains(alias))
        .allMatch(other -> other.names().equals(of.names()));
  }

  private void link(InfraPlan pod, String alias, String name) {
    boolean known =
        export.plan().pods().stream()
            .flatMap(other -> other.attachments().stream())
            .filter(other -> other.names().contains(name))
            .filter(other -> isIn(pod, other.network()))
            .anyMatch(other -> other.names().contains(alias) || isFree(alias, other));
    if (!known) {
      draft.unsaid(
          "podman has no names for one container alone, as '" + alias + "' for " + name, "links");
    }
  }

  private String network(NetworkName name) {
    Map<String, NetworkDefinition> networks = export.project().networks();
    for (Map.Entry<String, NetworkDefinition> entry : networks.entrySet()) {
      if (entry.getValue().name().equals(name.value())) {
        return entry.getValue().external()
            ? name.value()
            : export.names().of(entry.getKey()) + ".network";
      }
    }
    // podman calls its own default like this; docker, and with it Compose, calls it 'bridge'
    return name.value().equals("bridge") ? "podman" : name.value();
  }

  private String key(NetworkName name) {
    return export.project().networks().entrySet().stream()
        .filter(entry -> entry.getValue().name().equals(name.value()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name.value());
  }

  private void ports(InfraPlan pod) {
    pod.ports().stream().map(PublishedPort::mapping).forEach(this::port);
  }

  /** Adds one published port. */
  void port(PortMapping mapping) {
    String address =
        mapping.hostAddress().map(it -> it.contains(":") ? "[" + it + "]:" : it + ":").orElse("");
    String published =
        mapping.published().map(it -> it.first() + ":").orElse(address.isEmpty() ? "" : ":");
    mapping.published().filter(range -> range.first() != range.last()).ifPresent(this::range);
    draft.plain(
        "PublishPort",
        address
            + published
            + withProtocol(Integer.toString(mapping.target().number()), mapping.target()));
  }

  private void range(PortRange range) {
    draft.unsaid("podman takes the first of " + range + ", and no other if that is taken", "ports");
  }

  private static String withProtocol(String number, Port port) {
    return port.protocol() == Protocol.TCP ? number : number + "/" + port.protocol();
  }

  private void resolver(InfraPlan pod) {
    pod.resolver().servers().forEach(it -> draft.plain("DNS", it));
    pod.resolver().searchDomains().forEach(it -> draft.plain("DNSSearch", it));
    pod.resolver().options().forEach(it -> draft.plain("DNSOption", it));
  }

  private void hosts(Collection<ExtraHost> hosts) {
    hosts.forEach(host -> draft.plain("AddHost", host.name() + ":" + host.address()));
  }
}
