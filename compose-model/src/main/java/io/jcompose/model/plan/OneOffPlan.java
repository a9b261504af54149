package io.jcompose.model.plan;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A container of {@code run}: made like a service's, but besides its replicas.
 *
 * @param container its {@linkplain ContainerPlan#number number} is 0
 * @param pod its own pod; empty if it joins one of the project's
 * @param networks those that the project has with it
 * @param volumes those that the project has with it
 */
public record OneOffPlan(
    ContainerPlan container,
    Optional<InfraPlan> pod,
    List<NetworkPlan> networks,
    List<VolumePlan> volumes) {
  public OneOffPlan {
    networks = List.copyOf(networks);
    volumes = List.copyOf(volumes);
  }

  /**
   * Returns the plan of one more container of a service.
   *
   * @param name the container's
   * @param project the project as it is
   * @param changed the project with what is different for this container, each replica in a pod of
   *     its own
   * @param traits what else is asked for
   */
  public static OneOffPlan of(
      ContainerName name, ServiceName service, PodPlan project, PodPlan changed, Traits traits) {
    ContainerPlan replica =
        changed.containers().stream()
            .filter(container -> container.service().equals(service) && !container.isPreStart())
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("service '" + service + "' has no container"));
    boolean ownPod = replica.joined().isEmpty();
    ContainerName pod =
        ownPod ? new ContainerName(name + "-infra") : podOf(replica.joined().get(), project);
    return new OneOffPlan(
        renamed(replica, name, pod, traits),
        ownPod
            ? Optional.of(
                renamed(
                    changed.pod(replica.pod()), replica.name(), name, pod, traits.withAliases()))
            : Optional.empty(),
        changed.networks(),
        changed.volumes());
  }

  private static ContainerName podOf(ContainerName joined, PodPlan project) {
    return project.containers().stream()
        .filter(container -> container.name().equals(joined))
        .findFirst()
        .map(ContainerPlan::pod)
        .orElseThrow(() -> new IllegalArgumentException("there is no container " + joined));
  }

  private static ContainerPlan renamed(
      ContainerPlan replica, ContainerName name, ContainerName pod, Traits traits) {
    return new ContainerPlan(
        name,
        replica.project(),
        replica.service(),
        0,
        pod,
        replica.joined(),
        replica.image(),
        replica.process(),
        replica.network(),
        replica.mounts(),
        replica.security(),
        replica.dependencies(),
        replica.healthcheck(),
        replica.restart(),
        replica.labels(),
        traits.attended() ? replica.console().untilInputEnds() : replica.console(),
        replica.hooks(),
        traits.removedAtEnd() ? replica.upkeep().untilEnd() : replica.upkeep(),
        replica.files(),
        replica.configHash());
  }

  private static InfraPlan renamed(
      InfraPlan infra,
      ContainerName replica,
      ContainerName name,
      ContainerName pod,
      boolean withAliases) {
    List<AttachmentPlan> attachments =
        infra.attachments().stream()
            .map(
                place ->
                    place.withNames(
                        names(place.names(), replica.value(), name.value(), withAliases)))
            .toList();
    return new InfraPlan(
        pod,
        infra.namespace(),
        attachments,
        infra.ports(),
        names(infra.names(), replica.value(), name.value(), withAliases),
        infra.links(),
        infra.resolver(),
        infra.sysctls());
  }

  private static List<String> names(
      List<String> names, String replica, String own, boolean withAliases) {
    TreeSet<String> kept = new TreeSet<>(withAliases ? names : List.of());
    kept.remove(replica);
    if (!names.isEmpty()) {
      kept.add(own);
    }
    return List.copyOf(kept);
  }

  /**
   * What is asked for besides what is run.
   *
   * @param withAliases whether others find it by the service's names, too
   * @param attended whether somebody is attached to it, with whom its input ends
   * @param removedAtEnd whether whoever supervises it removes it once it has ended
   */
  public record Traits(boolean withAliases, boolean attended, boolean removedAtEnd) {}
}
