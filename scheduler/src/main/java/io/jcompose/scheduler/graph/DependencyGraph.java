package io.jcompose.scheduler.graph;

import io.jcompose.model.value.ServiceName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who depends on whom, without circles. Everything it returns is in a stable order: that of the map
 * it was made of, as far as dependencies allow. Immutable.
 */
public final class DependencyGraph {
  private final Map<ServiceName, Set<ServiceName>> dependencies;
  private final Map<ServiceName, Set<ServiceName>> dependents;
  private final List<List<ServiceName>> levels;

  private DependencyGraph(
      Map<ServiceName, Set<ServiceName>> dependencies,
      Map<ServiceName, Set<ServiceName>> dependents,
      List<List<ServiceName>> levels) {
    this.dependencies = dependencies;
    this.dependents = dependents;
    this.levels = levels;
  }

  /**
   * Returns the graph of these services; dependencies on services that are no key are left out.
   *
   * @throws DependencyCycleException if they depend on each other in a circle
   */
  public static DependencyGraph of(
      Map<ServiceName, ? extends Collection<ServiceName>> dependencies) {
    return build(copy(dependencies), false);
  }

  /**
   * Returns the graph of these services with one dependency of each circle left out. For what
   * stands on the host already: containers made from several versions of a file may depend on each
   * other in a circle, and must nevertheless be stopped in some order.
   */
  public static DependencyGraph withoutCircles(
      Map<ServiceName, ? extends Collection<ServiceName>> dependencies) {
    return build(copy(dependencies), true);
  }

  /** Returns all services, each after all it depends on. */
  public List<ServiceName> order() {
    return levels.stream().flatMap(List::stream).toList();
  }

  /** Returns all services, each before all it depends on. */
  public List<ServiceName> reverseOrder() {
    List<ServiceName> reversed = new ArrayList<>(order());
    Collections.reverse(reversed);
    return Collections.unmodifiableList(reversed);
  }

  /** Returns the services in groups: each depends on services of earlier groups only. */
  public List<List<ServiceName>> levels() {
    return levels;
  }

  /** Returns what a service depends on directly; none for a service that is not here. */
  public Set<ServiceName> dependenciesOf(ServiceName service) {
    return dependencies.getOrDefault(service, Set.of());
  }

  /** Returns who depends on a service directly; none for a service that is not here. */
  public Set<ServiceName> dependentsOf(ServiceName service) {
    return dependents.getOrDefault(service, Set.of());
  }

  /** Returns the services among {@code selected} that are here, and all they depend on. */
  public Set<ServiceName> withDependencies(Collection<ServiceName> selected) {
    return reach(selected, this::dependenciesOf);
  }

  /** Returns the services among {@code selected} that are here, and all that depend on them. */
  public Set<ServiceName> withDependents(Collection<ServiceName> selected) {
    return reach(selected, this::dependentsOf);
  }

  private Set<ServiceName> reach(
      Collection<ServiceName> selected, Function<ServiceName, Set<ServiceName>> next) {
    Set<ServiceName> reached = new LinkedHashSet<>();
    Deque<ServiceName> ahead = new ArrayDeque<>(selected);
    while (!ahead.isEmpty()) {
      ServiceName service = ahead.remove();
      if (dependencies.containsKey(service) && reached.add(service)) {
        ahead.addAll(next.apply(service));
      }
    }
    return Collections.unmodifiableSet(reached);
  }

  private static Map<ServiceName, Set<ServiceName>> copy(
      Map<ServiceName, ? extends Collection<ServiceName>> dependencies) {
    Map<ServiceName, Set<ServiceName>> copy = new LinkedHashMap<>();
    dependencies.forEach(
        (service, all) -> {
          Set<ServiceName> known = new LinkedHashSet<>(all);
          known.retainAll(dependencies.keySet());
          copy.put(service, known);
        });
    return copy;
  }

  private static DependencyGraph build(
      Map<ServiceName, Set<ServiceName>> dependencies, boolean breakCircles) {
    while (true) {
      Map<ServiceName, Set<ServiceName>> dependents = reversed(dependencies);
      List<List<ServiceName>> levels = levels(dependencies, dependents);
      Optional<List<ServiceName>> circle = circle(dependencies, levels);
      if (circle.isEmpty()) {
        return new DependencyGraph(dependencies, dependents, levels);
      }
      List<ServiceName> path = circle.get();
      if (!breakCircles) {
        throw new DependencyCycleException(path);
      }
      ServiceName last = path.get(path.size() - 2);
      dependencies.getOrDefault(last, Set.of()).remove(path.get(path.size() - 1));
    }
  }

  private static Map<ServiceName, Set<ServiceName>> reversed(
      Map<ServiceName, Set<ServiceName>> dependencies) {
    Map<ServiceName, Set<ServiceName>> reversed = new LinkedHashMap<>();
    dependencies.keySet().forEach(service -> reversed.put(service, new LinkedHashSet<>()));
    dependencies.forEach(
        (service, all) ->
            all.forEach(
                dependency ->
                    reversed
                        .computeIfAbsent(dependency, unused -> new LinkedHashSet<>())
                        .add(service)));
    return reversed;
  }

  /** Kahn's algorithm, a generation at a time; services in or behind a circle are in no level. */
  private static List<List<ServiceName>> levels(
      Map<ServiceName, Set<ServiceName>> dependencies,
      Map<ServiceName, Set<ServiceName>> dependents) {
    Map<ServiceName, Integer> missing = new LinkedHashMap<>();
    List<ServiceName> ready = new ArrayList<>();
    dependencies.forEach(
        (service, all) -> {
          missing.put(service, all.size());
          if (all.isEmpty()) {
            ready.add(service);
          }
        });
    List<List<ServiceName>> levels = new ArrayList<>();
    while (!ready.isEmpty()) {
      List<ServiceName> level = List.copyOf(ready);
      levels.add(level);
      ready.clear();
      for (ServiceName service : level) {
        for (ServiceName dependent : dependents.getOrDefault(service, Set.of())) {
          if (missing.merge(dependent, -1, Integer::sum) == 0) {
            ready.add(dependent);
          }
        }
      }
    }
    return Collections.unmodifiableList(levels);
  }

  private static Optional<List<ServiceName>> circle(
      Map<ServiceName, Set<ServiceName>> dependencies, List<List<ServiceName>> levels) {
    Set<ServiceName> left = new LinkedHashSet<>(dependencies.keySet());
    levels.forEach(level -> level.forEach(left::remove));
    if (left.isEmpty()) {
      return Optional.empty();
    }
    // Each service that is left depends on another that is left, so the walk must meet itself.
    List<ServiceName> walk = new ArrayList<>();
    Set<ServiceName> seen = new LinkedHashSet<>();
    ServiceName at = left.iterator().next();
    while (seen.add(at)) {
      walk.add(at);
      at =
          dependencies.getOrDefault(at, Set.of()).stream()
              .filter(left::contains)
              .findFirst()
              .orElseThrow();
    }
    walk.add(at);
    return Optional.of(List.copyOf(walk.subList(walk.indexOf(at), walk.size())));
  }
}
