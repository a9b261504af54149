package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.jcompose.model.project.NetworkDefinition;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.NetworkMode;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Networks as rules: a pod may be reached by those that share a network with it, and by everybody
 * on what it publishes. In a cluster all pods reach each other unless something says otherwise, so
 * a project with one network that leads out needs none.
 */
final class NetworkPolicies {
  private static final String SECTION = "networks";
  private static final String IN = "Ingress";
  private static final String OUT = "Egress";
  private static final Port NAMES = new Port(53, Protocol.UDP);
  private static final Port LONG_NAMES = new Port(53, Protocol.TCP);

  private final Export export;
  private final List<PodGroup> groups;

  NetworkPolicies(Export export, List<PodGroup> groups) {
    this.export = export;
    this.groups = groups;
  }

  List<Manifest> all() {
    Set<String> used = new LinkedHashSet<>();
    groups.forEach(group -> used.addAll(networks(group)));
    boolean apart = used.size() > 1 || used.stream().anyMatch(this::isInternal);
    List<Manifest> manifests = new ArrayList<>();
    for (PodGroup group : groups) {
      if (isAlone(group) || (apart && !networks(group).isEmpty())) {
        manifests.add(manifest(group));
      }
    }
    return manifests;
  }

  private Manifest manifest(PodGroup group) {
    export
        .names()
        .take(
            "NetworkPolicy",
            group.name(),
            ResourceNames.LONGEST_SUBDOMAIN,
            "services",
            group.lead().name().value());
    NetworkPolicySpec spec = new NetworkPolicySpec();
    spec.setPodSelector(selector(group));
    boolean lost = networks(group).stream().allMatch(this::isInternal);
    spec.setPolicyTypes(lost ? List.of(IN, OUT) : List.of(IN));
    if (!isAlone(group)) {
      spec.setIngress(inwards(group));
      spec.setEgress(lost ? outwards(group) : List.of());
    }
    NetworkPolicy policy = new NetworkPolicy();
    policy.setMetadata(export.labels().metadata(group.name(), group.name()));
    policy.setSpec(spec);
    List<String> comments = new ArrayList<>();
    for (String key : networks(group)) {
      if (isExternal(key)) {
        export
            .remarks()
            .about(
                SECTION,
                key,
                "",
                "what other projects have in it is not let in, as nothing here says what that is",
                "add their pods to 'ingress' of the policies");
        comments.addAll(export.remarks().commentsAbout(SECTION, key));
      }
    }
    return export.text().of(policy, comments);
  }

  private List<NetworkPolicyIngressRule> inwards(PodGroup group) {
    List<NetworkPolicyIngressRule> rules = new ArrayList<>();
    NetworkPolicyIngressRule neighbours = new NetworkPolicyIngressRule();
    neighbours.setFrom(peers(group));
    rules.add(neighbours);
    List<NetworkPolicyPort> published = published(group);
    if (!published.isEmpty()) {
      NetworkPolicyIngressRule world = new NetworkPolicyIngressRule();
      world.setPorts(published);
      rules.add(world);
    }
    return rules;
  }

  private List<NetworkPolicyEgressRule> outwards(PodGroup group) {
    NetworkPolicyEgressRule neighbours = new NetworkPolicyEgressRule();
    neighbours.setTo(peers(group));
    NetworkPolicyEgressRule names = new NetworkPolicyEgressRule();
    names.setPorts(List.of(port(NAMES), port(LONG_NAMES)));
    return List.of(neighbours, names);
  }

  private List<NetworkPolicyPeer> peers(PodGroup group) {
    List<NetworkPolicyPeer> peers = new ArrayList<>();
    for (PodGroup other : groups) {
      if (networks(other).stream().anyMatch(networks(group)::contains)) {
        NetworkPolicyPeer peer = new NetworkPolicyPeer();
        peer.setPodSelector(selector(other));
        peers.add(peer);
      }
    }
    return peers;
  }

  private static List<NetworkPolicyPort> published(PodGroup group) {
    return group.members().stream()
        .flatMap(member -> member.network().ports().stream())
        .filter(mapping -> !NetworkServices.isLocal(mapping))
        .map(PortMapping::target)
        .distinct()
        .sorted()
        .map(NetworkPolicies::port)
        .toList();
  }

  private static NetworkPolicyPort port(Port number) {
    NetworkPolicyPort port = new NetworkPolicyPort();
    port.setPort(new IntOrString(number.number()));
    port.setProtocol(number.protocol().name());
    return port;
  }

  private LabelSelector selector(PodGroup group) {
    LabelSelector selector = new LabelSelector();
    selector.setMatchLabels(export.labels().selector(group.name()));
    return selector;
  }

  private static Set<String> networks(PodGroup group) {
    Set<String> networks = new LinkedHashSet<>();
    for (Service member : group.members()) {
      if (member.attachments().mode().isEmpty()) {
        networks.addAll(member.attachments().networks().keySet());
      }
    }
    return networks;
  }

  private static boolean isAlone(PodGroup group) {
    return group.lead().attachments().mode().filter(NetworkMode.None.class::isInstance).isPresent();
  }

  private boolean isInternal(String key) {
    return definition(key).map(NetworkDefinition::internal).orElse(false);
  }

  private boolean isExternal(String key) {
    return definition(key).map(NetworkDefinition::external).orElse(false);
  }

  private Optional<NetworkDefinition> definition(String key) {
    return Optional.ofNullable(export.project().networks().get(key));
  }
}
