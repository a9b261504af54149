package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.graph.DependencyGraph;
import io.jcompose.scheduler.ready.RestartRule;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A container that an action is about.
 *
 * @param spec what it is to be, or was, made of
 * @param now how it stands, if it exists
 * @param startCause why the action starts it; empty if it does not
 */
record Member(ContainerSpec spec, Optional<ContainerStatus> now, Optional<String> startCause) {
  static Member untouched(ContainerStatus status) {
    return new Member(status.spec(), Optional.of(status), Optional.empty());
  }

  Member notStarted() {
    return new Member(spec, now, Optional.empty());
  }

  Member startedBecause(String cause) {
    return new Member(spec, now, Optional.of(cause));
  }

  ContainerName name() {
    return spec.plan().name();
  }

  ServiceName service() {
    return spec.plan().service();
  }

  List<Dependency> dependencies() {
    return spec.plan().dependencies();
  }

  /** Returns whether it runs to its end before its service's first replica starts. */
  boolean isPreStart() {
    return spec.plan().isPreStart();
  }

  /** Returns whether {@code run} made it. */
  boolean isOneOff() {
    return spec.plan().isOneOff();
  }

  boolean running() {
    return now.map(ContainerStatus::running).orElse(false);
  }

  /** Returns whether it does not run, but will without anybody asking for it. */
  boolean comesBack() {
    return now.map(RestartRule::comesBack).orElse(false);
  }

  boolean healthy() {
    return now.flatMap(status -> status.notes().health())
        .filter(Health.HEALTHY::equals)
        .isPresent();
  }

  static Map<ServiceName, List<Member>> byService(Collection<Member> members) {
    Map<ServiceName, List<Member>> services = new LinkedHashMap<>();
    for (Member member : members) {
      services.computeIfAbsent(member.service(), unused -> new ArrayList<>()).add(member);
    }
    return services;
  }

  /**
   * Returns the members without the causes of those that run before a service starts and that have
   * done so, or whose service does not start now.
   */
  static List<Member> withoutIdlePreStarts(Collection<Member> members) {
    Set<ServiceName> starting =
        members.stream()
            .filter(member -> !member.isPreStart() && member.startCause().isPresent())
            .map(Member::service)
            .collect(Collectors.toSet());
    return members.stream()
        .map(
            member ->
                member.isPreStart() && !starting.contains(member.service())
                    ? member.notStarted()
                    : member)
        .toList();
  }

  static DependencyGraph graph(Collection<Member> members) {
    return graph(members, dependency -> true);
  }

  /** Returns who depends on whom; circles can be left over from several versions of a file. */
  static DependencyGraph graph(Collection<Member> members, Predicate<Dependency> counts) {
    Map<ServiceName, Set<ServiceName>> edges = new LinkedHashMap<>();
    for (Member member : members) {
      Set<ServiceName> dependencies =
          edges.computeIfAbsent(member.service(), unused -> new LinkedHashSet<>());
      member.dependencies().stream()
          .filter(counts)
          .map(Dependency::service)
          .forEach(dependencies::add);
    }
    return DependencyGraph.withoutCircles(edges);
  }
}
