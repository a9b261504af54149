package io.jcompose.model.plan;

import io.jcompose.model.plan.Membership.Joined;
import io.jcompose.model.project.NetworkAttachment;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a pod's attachments of what one service says. */
final class AttachmentPlans {
  private AttachmentPlans() {}

  /**
   * Returns how a pod with {@code containers}, which are all of {@code service}, is attached: one
   * for each network, in the same order.
   */
  static List<AttachmentPlan> of(
      Service service, List<ContainerName> containers, Membership.InNetworks in) {
    List<AttachmentPlan> plans = new ArrayList<>();
    for (Joined joined : in.joined()) {
      NetworkAttachment attachment = joined.attachment();
      plans.add(
          new AttachmentPlan(
              joined.network(),
              names(service, containers, joined, in.chosen()),
              attachment.interfaceName(),
              attachment.ipv4Address().map(IpAddress::of),
              attachment.ipv6Address().map(IpAddress::of),
              attachment.linkLocalAddresses().stream().map(IpAddress::of).toList(),
              macAddress(service, joined, plans.isEmpty()),
              attachment.driverOptions(),
              attachment.gatewayPriority()));
    }
    return plans;
  }

  /** As docker gives them, but for the container's id, which is not known yet. */
  private static List<String> names(
      Service service, List<ContainerName> containers, Joined joined, boolean chosen) {
    List<String> names = new ArrayList<>();
    containers.forEach(container -> names.add(container.value()));
    service.network().hostname().ifPresent(names::add);
    if (!chosen) {
      names.add(service.name().value());
      names.addAll(joined.attachment().aliases());
    }
    return names;
  }

  /** Returns the hardware address that is asked for; the service's own is of its first link. */
  static Optional<MacAddress> macAddress(Service service, Joined joined, boolean first) {
    Optional<MacAddress> own = joined.attachment().macAddress();
    return first ? own.or(() -> service.attachments().macAddress()) : own;
  }
}
