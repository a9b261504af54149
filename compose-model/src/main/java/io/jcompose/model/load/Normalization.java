package io.jcompose.model.load;

import io.jcompose.model.check.Mention;
import io.jcompose.model.check.Mentions;
import io.jcompose.model.error.Place;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds what a file leaves unsaid: names of networks and volumes, the default network, dependencies
 * that follow from other keys, where a build finds its file.
 */
final class Normalization {
  private static final List<String> RESOURCES =
      List.of("networks", "volumes", "configs", "secrets");
  private static final String DEFAULT_NETWORK = "default";

  private final ProjectName project;

  Normalization(ProjectName project) {
    this.project = project;
  }

  /** Returns {@code tree}, merged and in long form, with nothing left unsaid. */
  MapNode normalized(MapNode tree) {
    MapNode changed = tree;
    if (tree.map("services").isPresent()) {
      MapNode services = tree.map("services").get().mapped(Normalization::service);
      changed = withDefaultNetwork(tree.with("services", services), services);
    }
    for (String key : RESOURCES) {
      if (changed.map(key).isPresent()) {
        changed = changed.with(key, changed.map(key).get().mapped(this::resource));
      }
    }
    return changed;
  }

  private static MapNode withDefaultNetwork(MapNode tree, MapNode services) {
    boolean used =
        services.entries().values().stream()
            .anyMatch(
                entry ->
                    entry.value() instanceof MapNode service
                        && service
                            .map("networks")
                            .filter(networks -> networks.get(DEFAULT_NETWORK).isPresent())
                            .isPresent());
    MapNode networks =
        tree.map("networks").orElseGet(() -> new MapNode(services.place(), Map.of()));
    return used && networks.get(DEFAULT_NETWORK).isEmpty()
        ? tree.with("networks", networks.with(DEFAULT_NETWORK, nothing(services.place())))
        : tree;
  }

  private Node resource(String key, Node node) {
    MapNode resource = node instanceof MapNode map ? map : new MapNode(node.place(), Map.of());
    if (resource.text("name").isPresent()) {
      return resource;
    }
    boolean external = resource.text("external").filter("true"::equals).isPresent();
    String name = external ? key : project + "_" + key;
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    entries.put("name", new MapNode.Entry(node.place(), text(node.place(), name)));
    resource.without("name").entries().forEach(entries::put);
    return new MapNode(resource.place(), entries);
  }

  private static Node service(String name, Node node) {
    return node instanceof MapNode service
        ? withReplicas(withBuildDefaults(withImpliedDependencies(name, withNetwork(service))))
        : node;
  }

  private static MapNode withNetwork(MapNode service) {
    boolean elsewhere =
        service.text("network_mode").isPresent() || service.map("provider").isPresent();
    boolean said = service.map("networks").filter(map -> !map.entries().isEmpty()).isPresent();
    return elsewhere || said
        ? service
        : service.with(
            "networks",
            new MapNode(service.place(), Map.of()).with(DEFAULT_NETWORK, nothing(service.place())));
  }

  private static MapNode withImpliedDependencies(String name, MapNode service) {
    MapNode dependencies =
        service
            .map("depends_on")
            .orElseGet(() -> new MapNode(service.place(), Map.of()))
            .mapped((key, node) -> node instanceof MapNode map ? withRequired(map) : node);
    for (Mention mention : Mentions.of(name, service)) {
      if (mention.kind().isDependency() && dependencies.get(mention.name()).isEmpty()) {
        dependencies = dependencies.with(mention.name(), implied(mention));
      }
    }
    return dependencies.entries().isEmpty() ? service : service.with("depends_on", dependencies);
  }

  private static MapNode withRequired(MapNode dependency) {
    return dependency.get("required").isPresent()
        ? dependency
        : dependency.with("required", bare(dependency.place(), "true"));
  }

  private static MapNode implied(Mention mention) {
    MapNode dependency =
        new MapNode(mention.place(), Map.of())
            .with("condition", text(mention.place(), "service_started"));
    if (mention.kind() != Mention.Kind.VOLUMES_FROM) {
      dependency = dependency.with("restart", bare(mention.place(), "true"));
    }
    return dependency.with("required", bare(mention.place(), "true"));
  }

  /** {@code scale} says how many replicas there are where a deployment does not. */
  private static MapNode withReplicas(MapNode service) {
    MapNode deploy = service.map("deploy").orElse(service);
    return service.map("deploy").isEmpty()
            || service.text("scale").isEmpty()
            || deploy.text("replicas").isPresent()
        ? service
        : service.with(
            "deploy", deploy.with("replicas", bare(deploy.place(), service.text("scale").get())));
  }

  private static MapNode withBuildDefaults(MapNode service) {
    if (service.map("build").isEmpty()) {
      return service;
    }
    MapNode build = service.map("build").get();
    boolean said =
        build.text("dockerfile").isPresent() || build.text("dockerfile_inline").isPresent();
    return said
        ? service
        : service.with("build", build.with("dockerfile", text(build.place(), "Dockerfile")));
  }

  private static Node nothing(Place place) {
    return bare(place, "");
  }

  private static Node text(Place place, String text) {
    return new ScalarNode(place, text, false);
  }

  private static Node bare(Place place, String text) {
    return new ScalarNode(place, text, true);
  }
}
