package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.plan.Membership.InNetworks;
import io.jcompose.model.plan.Membership.Joined;
import io.jcompose.model.project.NetworkSettings.Link;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import io.jcompose.model.value.NetworkName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The pod that services share in topology {@code pod}, made of what each of them wants. */
final class SharedPod {
  private final Project project;
  private final Memberships memberships;
  private final Set<Service> members = new LinkedHashSet<>();

  private final Agreement<NetworkName, String> interfaceNames;
  private final Agreement<NetworkName, IpAddress> ipv4;
  private final Agreement<NetworkName, IpAddress> ipv6;
  private final Agreement<NetworkName, MacAddress> macs;
  private final Agreement<Option, String> options;
  private final Agreement<String, String> links;
  private final Agreement<String, List<String>> resolver;

  private record Option(NetworkName network, String name) {}

  SharedPod(Project project, Memberships memberships, List<Service> members, Problems problems) {
    this.project = project;
    this.memberships = memberships;
    this.members.addAll(members);
    this.interfaceNames = new Agreement<>(problems);
    this.ipv4 = new Agreement<>(problems);
    this.ipv6 = new Agreement<>(problems);
    this.macs = new Agreement<>(problems);
    this.options = new Agreement<>(problems);
    this.links = new Agreement<>(problems);
    this.resolver = new Agreement<>(problems);
  }

  InfraPlan plan(ContainerName name, Map<String, String> sysctls) {
    members.forEach(this::addWishes);
    return new InfraPlan(
        name,
        new InfraPlan.NetworkNamespace.Own(),
        attachments(),
        members.stream().flatMap(service -> PublishedPort.of(service).stream()).toList(),
        names(),
        links.agreed(),
        new ResolverPlan(
            resolver.agreed().getOrDefault("dns", List.of()),
            resolver.agreed().getOrDefault("dns_search", List.of()),
            resolver.agreed().getOrDefault("dns_opt", List.of())),
        sysctls);
  }

  private void addWishes(Service service) {
    List<Joined> joined = memberships.joined(service);
    List<AttachmentPlan> asked = attachments(service);
    for (int i = 0; i < joined.size(); i++) {
      addWishes(service, "networks." + joined.get(i).key(), asked.get(i));
    }
    for (Link link : service.network().links()) {
      if (!isMember(link)) {
        NeighbourNames.of(project, memberships, link)
            .forEach((alias, it) -> links.add(service, "links", alias, it));
      }
    }
    NeighbourNames.outside(service)
        .forEach((alias, it) -> links.add(service, "external_links", alias, it));
    ResolverPlan dns = ResolverPlan.of(service);
    addUnlessEmpty(service, "dns", dns.servers());
    addUnlessEmpty(service, "dns_search", dns.searchDomains());
    addUnlessEmpty(service, "dns_opt", dns.options());
  }

  private void addWishes(Service service, String path, AttachmentPlan wish) {
    NetworkName network = wish.network();
    wish.interfaceName()
        .ifPresent(it -> interfaceNames.add(service, path + ".interface_name", network, it));
    wish.ipv4().ifPresent(it -> ipv4.add(service, path + ".ipv4_address", network, it));
    wish.ipv6().ifPresent(it -> ipv6.add(service, path + ".ipv6_address", network, it));
    wish.macAddress().ifPresent(it -> macs.add(service, path + ".mac_address", network, it));
    wish.options()
        .forEach(
            (key, it) -> options.add(service, path + ".driver_opts", new Option(network, key), it));
  }

  private void addUnlessEmpty(Service service, String key, List<String> wanted) {
    if (!wanted.isEmpty()) {
      resolver.add(service, key, key, wanted);
    }
  }

  private boolean isMember(Link link) {
    return members.stream().anyMatch(member -> member.name().equals(link.service()));
  }

  private List<AttachmentPlan> attachments(Service service) {
    return memberships.of(service) instanceof InNetworks networks
        ? AttachmentPlans.of(service, Replicas.names(project, service), networks)
        : List.of();
  }

  private List<AttachmentPlan> attachments() {
    Map<NetworkName, List<AttachmentPlan>> wishes = new LinkedHashMap<>();
    for (Service service : members) {
      for (AttachmentPlan wish : attachments(service)) {
        wishes.computeIfAbsent(wish.network(), network -> new ArrayList<>()).add(wish);
      }
    }
    return members.stream()
        .flatMap(service -> memberships.joined(service).stream())
        .sorted(
            Comparator.<Joined>comparingInt(joined -> joined.attachment().priority())
                .reversed()
                .thenComparing(Joined::key))
        .map(Joined::network)
        .distinct()
        .map(network -> joint(network, wishes.getOrDefault(network, List.of())))
        .toList();
  }

  private AttachmentPlan joint(NetworkName network, List<AttachmentPlan> wishes) {
    Map<String, String> agreedOptions = new LinkedHashMap<>();
    options
        .agreed()
        .forEach(
            (option, value) -> {
              if (option.network().equals(network)) {
                agreedOptions.put(option.name(), value);
              }
            });
    return new AttachmentPlan(
        network,
        wishes.stream().flatMap(wish -> wish.names().stream()).toList(),
        Optional.ofNullable(interfaceNames.agreed().get(network)),
        Optional.ofNullable(ipv4.agreed().get(network)),
        Optional.ofNullable(ipv6.agreed().get(network)),
        wishes.stream().flatMap(wish -> wish.linkLocal().stream()).distinct().toList(),
        Optional.ofNullable(macs.agreed().get(network)),
        agreedOptions,
        wishes.stream().mapToInt(AttachmentPlan::gatewayPriority).max().orElse(0));
  }

  /** Returns what means the pod's own address inside it. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (Service service : members) {
      attachments(service).forEach(attachment -> names.addAll(attachment.names()));
      for (Link link : service.network().links()) {
        if (isMember(link)) {
          names.add(link.alias());
          names.addAll(NeighbourNames.of(project, memberships, link).keySet());
        }
      }
    }
    return names;
  }
}
