package io.jcompose.model.load;

import io.jcompose.model.check.Mention;
import io.jcompose.model.check.Mentions;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Leaves out of a tree what takes no part: services, and resources that only those use. */
final class ActiveServices {
  private static final String SERVICES = "services";
  private static final String ALL_PROFILES = "*";
  private static final Map<String, Mention.Kind> RESOURCES =
      Map.of(
          "networks", Mention.Kind.NETWORK,
          "volumes", Mention.Kind.VOLUME,
          "configs", Mention.Kind.CONFIG,
          "secrets", Mention.Kind.SECRET,
          "models", Mention.Kind.MODEL);

  private final MapNode tree;
  private final MapNode services;

  ActiveServices(MapNode tree) {
    this.tree = tree;
    this.services = tree.map(SERVICES).orElseGet(() -> new MapNode(tree.place(), Map.of()));
  }

  /**
   * Returns the names of services without profiles and of those with one of {@code profiles}, to
   * which come those of the services that are {@code named}.
   */
  Set<String> ofProfiles(Collection<String> profiles, Collection<String> named) {
    Set<String> active = new HashSet<>(profiles);
    named.forEach(name -> active.addAll(profilesOf(name)));
    Set<String> names = new HashSet<>();
    for (String name : services.entries().keySet()) {
      List<String> own = profilesOf(name);
      if (own.isEmpty()
          || active.contains(ALL_PROFILES)
          || own.stream().anyMatch(active::contains)) {
        names.add(name);
      }
    }
    return names;
  }

  private List<String> profilesOf(String name) {
    return services.map(name).stream()
        .flatMap(service -> service.items("profiles").stream())
        .filter(ScalarNode.class::isInstance)
        .map(profile -> ((ScalarNode) profile).text())
        .toList();
  }

  /**
   * Returns the tree with {@code named} services only, and all that they depend on. They do not
   * wait for others any more.
   */
  MapNode onlyNeededBy(Collection<String> named) {
    Set<String> needed = withDependencies(named);
    MapNode kept = services.only(needed::contains).mapped((name, node) -> waiting(node, needed));
    return tree.with(SERVICES, kept);
  }

  private static Node waiting(Node node, Set<String> needed) {
    if (!(node instanceof MapNode service) || service.map("depends_on").isEmpty()) {
      return node;
    }
    MapNode kept = service.map("depends_on").get().only(needed::contains);
    return kept.entries().isEmpty()
        ? service.without("depends_on")
        : service.with("depends_on", kept);
  }

  /** Returns {@code named} services and all that they depend on, however indirectly. */
  private Set<String> withDependencies(Collection<String> named) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(named);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (services.get(name).isPresent() && reached.add(name)) {
        services
            .map(name)
            .flatMap(service -> service.map("depends_on"))
            .ifPresent(dependencies -> open.addAll(dependencies.entries().keySet()));
      }
    }
    return reached;
  }

  /** Returns the tree with {@code active} services only. */
  MapNode only(Set<String> active) {
    return tree.with(SERVICES, services.only(active::contains));
  }

  /** Returns the tree without networks, volumes, configs, secrets and models that nobody uses. */
  MapNode withoutUnused() {
    Map<Mention.Kind, Set<String>> used = new HashMap<>();
    services
        .entries()
        .forEach(
            (name, entry) -> {
              if (entry.value() instanceof MapNode service) {
                Mentions.of(name, service)
                    .forEach(
                        mention ->
                            used.computeIfAbsent(mention.kind(), kind -> new HashSet<>())
                                .add(mention.name()));
              }
            });
    MapNode kept = tree;
    for (Map.Entry<String, Mention.Kind> resource : RESOURCES.entrySet()) {
      Predicate<String> isUsed = used.getOrDefault(resource.getValue(), Set.of())::contains;
      MapNode before = kept;
      kept =
          before
              .map(resource.getKey())
              .map(all -> all.only(isUsed))
              .<MapNode>map(
                  some ->
                      some.entries().isEmpty()
                          ? before.without(resource.getKey())
                          : before.with(resource.getKey(), some))
              .orElse(before);
    }
    return kept;
  }

  /** Returns the names of all services, active or not, sorted. */
  List<String> names() {
    return services.entries().keySet().stream().sorted().toList();
  }

  /** Returns the profiles of all services, active or not, sorted. */
  List<String> profiles() {
    return services.entries().keySet().stream()
        .flatMap(name -> profilesOf(name).stream())
        .sorted()
        .distinct()
        .toList();
  }
}
