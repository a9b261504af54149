package io.jcompose.model.check;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks what active services say about each other: what is named is there and active, names are
 * given once, and nobody waits for himself, however indirectly.
 */
public final class ReferenceCheck {
  private final MapNode tree;
  private final MapNode services;
  private final Set<String> active;
  private final Problems problems;
  private final Set<Place> alreadyReported;
  private final Map<String, List<Mention>> mentions = new LinkedHashMap<>();

  /**
   * Creates a check of {@code active} services of {@code tree}, which is merged and in long form
   * and has all of the project's services.
   */
  public ReferenceCheck(MapNode tree, Set<String> active, Problems problems) {
    this.tree = tree;
    this.services = tree.map("services").orElseGet(() -> new MapNode(tree.place(), Map.of()));
    this.active = active;
    this.problems = problems;
    this.alreadyReported =
        problems.found().stream().map(Problem::place).collect(Collectors.toUnmodifiableSet());
    services
        .entries()
        .forEach(
            (name, entry) -> {
              if (active.contains(name) && entry.value() instanceof MapNode service) {
                mentions.put(name, Mentions.of(name, service));
              }
            });
  }

  /** Reports what is wrong. */
  public void check() {
    Map<String, Mention> containerNames = new HashMap<>();
    mentions.forEach(
        (service, all) ->
            all.stream()
                .filter(mention -> !isImplied(mention, all))
                .forEach(mention -> check(service, mention, containerNames)));
    reportCycles();
  }

  /** Returns whether nobody wrote this dependency: another key of {@code all}, its place, did. */
  private static boolean isImplied(Mention mention, List<Mention> all) {
    return mention.kind() == Mention.Kind.DEPENDENCY
        && all.stream()
            .anyMatch(
                other ->
                    other.kind() != Mention.Kind.DEPENDENCY
                        && other.kind().isDependency()
                        && other.place().equals(mention.place()));
  }

  private void check(String service, Mention mention, Map<String, Mention> containerNames) {
    if (mention.kind() != Mention.Kind.CONTAINER_NAME
        && alreadyReported.contains(mention.place())) {
      return; // it is not the name that was meant, so nobody need bear it
    }
    switch (mention.kind()) {
      case DEPENDENCY, LINK, NAMESPACE, VOLUMES_FROM, BUILD_CONTEXT ->
          checkService(service, mention);
      case CONTAINER_NAME -> checkContainerName(service, mention, containerNames);
      case VOLUME ->
          checkResource(
              mention,
              "volumes",
              "volume",
              mention.name().contains("/")
                  ? "write './" + mention.name() + "': a path starts with '.', '/' or '~'"
                  : "declare it under the top-level 'volumes', or write './"
                      + mention.name()
                      + "' for a directory");
      case NETWORK -> {
        if (!mention.name().equals("default")) {
          checkResource(mention, "networks", "network", declare("networks"));
        }
      }
      case CONFIG -> checkResource(mention, "configs", "config", declare("configs"));
      case SECRET -> checkResource(mention, "secrets", "secret", declare("secrets"));
      case MODEL -> checkResource(mention, "models", "model", declare("models"));
    }
  }

  private static String declare(String key) {
    return "declare it under the top-level '" + key + "'";
  }

  private void checkService(String service, Mention mention) {
    String name = mention.name();
    if (name.equals(service)) {
      problem(mention, "service '" + name + "' depends on itself", "remove the entry");
    } else if (services.get(name).isEmpty()) {
      problem(
          mention,
          "'" + name + "' is not a service",
          NearestName.hint(
              name, services.entries().keySet(), "add the service, or remove the entry"));
    } else if (mention.kind() == Mention.Kind.BUILD_CONTEXT) {
      if (services.map(name).flatMap(other -> other.get("build")).isEmpty()) {
        problem(
            mention,
            "service '" + name + "' has no 'build' to take as a context",
            "name a service that is built");
      }
    } else if (!active.contains(name) && isRequired(service, mention)) {
      List<Node> profiles =
          services.map(name).map(other -> other.items("profiles")).orElse(List.of());
      problem(
          mention,
          "service '" + name + "' is needed here, but none of its profiles is active",
          "add '--profile "
              + (profiles.isEmpty() ? "*" : ((ScalarNode) profiles.get(0)).text())
              + "'");
    }
  }

  private boolean isRequired(String service, Mention mention) {
    return services
        .map(service)
        .flatMap(each -> each.map("depends_on"))
        .flatMap(dependencies -> dependencies.map(mention.name()))
        .flatMap(dependency -> dependency.text("required"))
        .filter("false"::equals)
        .isEmpty();
  }

  private void checkResource(Mention mention, String key, String noun, String hint) {
    Set<String> declared = tree.map(key).map(all -> all.entries().keySet()).orElse(Set.of());
    boolean faulty = tree.get(key).isPresent() && tree.map(key).isEmpty();
    if (!faulty && !declared.contains(mention.name())) {
      problem(
          mention,
          noun + " '" + mention.name() + "' is not declared",
          NearestName.hint(mention.name(), declared, hint));
    }
  }

  private void checkContainerName(
      String service, Mention mention, Map<String, Mention> containerNames) {
    Mention first = containerNames.putIfAbsent(mention.name(), mention);
    if (first != null) {
      problem(
          mention,
          "container name '" + mention.name() + "' is already given at " + first.place(),
          "rename one of the two");
    }
    long replicas =
        services
            .map(service)
            .flatMap(
                each ->
                    each.text("scale")
                        .or(() -> each.map("deploy").flatMap(deploy -> deploy.text("replicas"))))
            .filter(text -> text.matches("[0-9]{1,9}"))
            .map(Long::parseLong)
            .orElse(1L);
    if (replicas > 1) {
      problem(
          mention,
          "one container name cannot serve " + replicas + " replicas",
          "remove 'container_name', or run one replica");
    }
  }

  private void problem(Mention mention, String message, String hint) {
    problems.add(mention.place(), mention.path().toString(), message, hint);
  }

  private void reportCycles() {
    Set<String> done = new HashSet<>();
    mentions.keySet().forEach(start -> follow(start, done));
  }

  /** Follows dependencies depth first, without recursion: a chain may be as long as a file. */
  private void follow(String start, Set<String> done) {
    List<String> way = new ArrayList<>();
    Map<String, Integer> positions = new HashMap<>();
    Deque<Iterator<String>> open = new ArrayDeque<>();
    Optional<String> entering = Optional.of(start).filter(name -> !done.contains(name));
    while (entering.isPresent() || !open.isEmpty()) {
      if (entering.isPresent()) {
        positions.put(entering.get(), way.size());
        way.add(entering.get());
        open.push(dependencies(entering.get()).iterator());
        entering = Optional.empty();
      } else if (open.element().hasNext()) {
        String next = open.element().next();
        Optional.ofNullable(positions.get(next))
            .ifPresent(position -> reportCycle(way.subList(position, way.size())));
        if (!positions.containsKey(next) && !done.contains(next)) {
          entering = Optional.of(next);
        }
      } else {
        open.pop();
        String left = way.remove(way.size() - 1);
        positions.remove(left);
        done.add(left);
      }
    }
  }

  private List<String> dependencies(String service) {
    return mentions.getOrDefault(service, List.of()).stream()
        .filter(mention -> mention.kind().isDependency())
        .map(Mention::name)
        .distinct()
        .filter(name -> active.contains(name) && !name.equals(service))
        .toList();
  }

  private void reportCycle(List<String> cycle) {
    String first = cycle.get(0);
    String last = cycle.get(cycle.size() - 1);
    mentions.getOrDefault(last, List.of()).stream()
        .filter(mention -> mention.kind().isDependency() && mention.name().equals(first))
        .findFirst()
        .ifPresent(
            mention ->
                problem(
                    mention,
                    "dependency cycle: " + String.join(" -> ", cycle) + " -> " + first,
                    "remove one of these dependencies"));
  }
}
