package io.jcompose.model.export;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.project.PortMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said of a plan's parts in every kind of picture. */
final class DiagramWords {
  /** The option of networks that hang on a link of the host. */
  private static final String PARENT = "parent";

  private DiagramWords() {}

  static List<ContainerPlan> containers(PodPlan plan, InfraPlan pod) {
    return plan.containers().stream()
        .filter(container -> container.pod().equals(pod.name()))
        .toList();
  }

  /** Returns what kind of network it is, and its subnets if they are known. */
  static List<String> notes(NetworkPlan network) {
    if (network.external()) {
      return List.of("external");
    }
    List<String> notes = new ArrayList<>();
    String driver = network.driver().name().toLowerCase(Locale.ROOT);
    String parent = network.options().get(PARENT);
    notes.add(parent == null ? driver : driver + " on " + parent);
    if (network.internal()) {
      notes.add("internal");
    }
    network.pools().forEach(pool -> notes.add(pool.subnet().value()));
    return notes;
  }

  /** Returns whether the host has a part in the network, so that it leads out. */
  static boolean leadsOut(NetworkPlan network) {
    return switch (network.driver()) {
      case BRIDGE, MACVLAN, IPVLAN -> !network.internal();
      case P2P -> false;
    };
  }

  /** Returns what is said of a pod's network namespace, if anything. */
  static Optional<String> namespace(InfraPlan pod, int containers) {
    if (pod.namespace() instanceof NetworkNamespace.Host) {
      return Optional.of("the host's network");
    }
    if (pod.namespace() instanceof NetworkNamespace.OfContainer other) {
      return Optional.of("network of container " + other.container());
    }
    if (pod.attachments().isEmpty()) {
      return Optional.of("no network");
    }
    return Optional.of("one network namespace").filter(shared -> containers > 1);
  }

  /** Returns what the file fixes of a pod's link; nothing if all is chosen. */
  static List<String> fixed(AttachmentPlan attachment) {
    List<String> fixed = new ArrayList<>();
    attachment.interfaceName().ifPresent(fixed::add);
    attachment.ipv4().ifPresent(address -> fixed.add(address.value()));
    attachment.ipv6().ifPresent(address -> fixed.add(address.value()));
    return fixed;
  }

  /**
   * Returns a published port as an arrow from the host into the pod.
   *
   * @param containers how many the pod has: of several it is said whose port it is
   */
  static String port(PublishedPort port, int containers) {
    PortMapping mapping = port.mapping();
    String address = mapping.hostAddress().map(DiagramWords::bracketed).orElse("");
    String host = mapping.published().map(range -> address + range).orElse(address + "any port");
    return host + " → " + mapping.target() + (containers > 1 ? " (" + port.service() + ")" : "");
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]:" : address + ":";
  }
}
