package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.SparePlan;
import io.jcompose.model.plan.UpdateStrategy;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Deploy.UpdateConfig.Order;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.graph.DependencyGraph;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which replicas are replaced a few at a time, as {@code deploy.update_config} asks: those
 * that serve. What does not run, or is not healthy, has nobody to lose and is replaced at once, and
 * so is whatever must not run while something else that it uses is made anew.
 */
final class Updates {
  private final Wanted wanted;
  private final Observed observed;
  private final Optional<UpdateStrategy> override;
  private final List<String> warnings = new ArrayList<>();

  /** A replica that serves, and what it is to become. */
  record Replica(ContainerSpec spec, ContainerStatus now, InfraPlan pod, String cause) {
    ContainerName name() {
      return spec.plan().name();
    }

    /** Returns it as one that is not started with the others. */
    Member member() {
      return new Member(spec, Optional.of(now), Optional.empty());
    }
  }

  /** A service whose replicas are replaced a few at a time. */
  record Update(ServiceName service, UpdateStrategy strategy, List<Replica> replicas) {}

  /**
   * Creates what decides.
   *
   * @param override how all services are updated, whatever their files say
   */
  Updates(Wanted wanted, Observed observed, Optional<UpdateStrategy> override) {
    this.wanted = wanted;
    this.observed = observed;
    this.override = override;
  }

  /**
   * Returns the services that are updated so.
   *
   * @param members all that the action is about
   * @param causes why which container is made anew
   * @param changes of pods: whose pod is made anew stops with it
   */
  Map<ServiceName, Update> of(
      Collection<Member> members, Map<ContainerName, String> causes, PodChanges changes) {
    DependencyGraph restarting = Member.graph(members, Dependency::restart);
    Map<ServiceName, Update> updates = new LinkedHashMap<>();
    for (Wanted.Container container : wanted.containers()) {
      ContainerSpec spec = container.spec();
      ServiceName service = spec.plan().service();
      UpdateStrategy strategy = override.orElse(spec.plan().upkeep().update());
      String cause = causes.get(spec.plan().name());
      if (spec.plan().isPreStart()
          || cause == null
          || !strategy.asked()
          || isFollowed(service, restarting, members)) {
        continue;
      }
      observed
          .container(spec.plan().name())
          .filter(now -> serves(now) && keepsItsPod(now, spec, changes))
          .ifPresent(
              now -> {
                InfraPlan pod = wanted.pod(spec.plan().pod());
                updates
                    .computeIfAbsent(
                        service,
                        unused ->
                            new Update(
                                service, possible(service, strategy, pod), new ArrayList<>()))
                    .replicas()
                    .add(new Replica(spec, now, pod, cause));
              });
    }
    return updates;
  }

  /** Returns what the user should know. */
  List<String> warnings() {
    return warnings;
  }

  /** Whether somebody who runs stops and starts with it: all of it stops before, then. */
  private static boolean isFollowed(
      ServiceName service, DependencyGraph restarting, Collection<Member> members) {
    Set<ServiceName> affected = restarting.withDependents(Set.of(service));
    return members.stream()
        .anyMatch(
            member ->
                member.running()
                    && !member.service().equals(service)
                    && affected.contains(member.service()));
  }

  private static boolean serves(ContainerStatus now) {
    return now.running() && now.notes().health().filter(Health.UNHEALTHY::equals).isEmpty();
  }

  private static boolean keepsItsPod(ContainerStatus now, ContainerSpec spec, PodChanges changes) {
    ContainerName pod = now.spec().plan().pod();
    return pod.equals(spec.plan().pod()) && !changes.replaced().containsKey(pod);
  }

  private UpdateStrategy possible(ServiceName service, UpdateStrategy strategy, InfraPlan pod) {
    Optional<String> obstacle =
        strategy.order() == Order.START_FIRST ? SparePlan.obstacle(pod) : Optional.empty();
    obstacle.ifPresent(
        why ->
            warnings.add(
                "service '"
                    + service
                    + "' is updated stop-first: nothing can stand in for its containers, as "
                    + why));
    return obstacle.isPresent() ? strategy.withOrder(Order.STOP_FIRST) : strategy;
  }
}
