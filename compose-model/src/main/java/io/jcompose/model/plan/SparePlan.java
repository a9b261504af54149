package io.jcompose.model.plan;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NameSeparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A container that stands in for a replica while that is replaced: made alike, under the next free
 * number of its service, in a pod of its own in which it is found by the service's names.
 *
 * @param pod publishes nothing until it stands in
 */
public record SparePlan(ContainerSpec container, InfraPlan pod) {

  /**
   * Returns why a replica in this pod can have no spare, as a clause; empty if it can.
   *
   * @param pod the replica's
   */
  public static Optional<String> obstacle(InfraPlan pod) {
    if (!(pod.namespace() instanceof InfraPlan.NetworkNamespace.Own)) {
      return Optional.of("its network is not its own");
    }
    if (pod.isShared()) {
      return Optional.of("it shares its network with the project's other services");
    }
    boolean fixed =
        pod.attachments().stream()
            .anyMatch(
                place ->
                    place.ipv4().isPresent()
                        || place.ipv6().isPresent()
                        || place.macAddress().isPresent()
                        || !place.linkLocal().isEmpty());
    return fixed ? Optional.of("the file fixes its address") : Optional.empty();
  }

  /** Returns the spare of a replica. */
  public static SparePlan of(ContainerSpec replica, InfraPlan pod, int number) {
    ContainerPlan plan = replica.plan();
    ContainerName name =
        new ContainerName(separator(plan).join(plan.project(), plan.service(), number));
    ContainerName podName = new ContainerName(name + "-infra");
    ContainerPlan spare =
        new ContainerPlan(
            name,
            plan.project(),
            plan.service(),
            number,
            podName,
            plan.joined(),
            plan.image(),
            plan.process(),
            plan.network(),
            plan.mounts(),
            plan.security(),
            plan.dependencies(),
            plan.healthcheck(),
            plan.restart(),
            plan.labels(),
            plan.console(),
            plan.hooks(),
            plan.upkeep(),
            plan.files(),
            plan.configHash());
    ContainerSpec container =
        new ContainerSpec(
            spare,
            replica.arguments(),
            replica.environment(),
            replica.user(),
            replica.workingDirectory(),
            replica.stopSignal(),
            replica.mounts(),
            replica.health(),
            replica.labels());
    List<AttachmentPlan> attachments =
        pod.attachments().stream()
            .map(place -> place.withNames(renamed(place.names(), plan.name(), name)))
            .toList();
    return new SparePlan(
        container,
        new InfraPlan(
            podName,
            pod.namespace(),
            attachments,
            List.of(),
            pod.names(),
            pod.links(),
            pod.resolver(),
            pod.sysctls()));
  }

  /** Returns what the replica's own name has between its parts. */
  private static NameSeparator separator(ContainerPlan replica) {
    String old =
        NameSeparator.UNDERSCORE.join(replica.project(), replica.service(), replica.number());
    return replica.name().value().equals(old) ? NameSeparator.UNDERSCORE : NameSeparator.HYPHEN;
  }

  private static List<String> renamed(
      List<String> names, ContainerName replica, ContainerName spare) {
    TreeSet<String> renamed = new TreeSet<>(names);
    renamed.remove(replica.value());
    renamed.add(spare.value());
    return List.copyOf(renamed);
  }
}
