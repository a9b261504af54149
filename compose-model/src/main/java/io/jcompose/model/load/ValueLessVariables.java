package io.jcompose.model.load;

import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;

/**
 * Gives variables that are named without a value the one they have around the project. Of a
 * service's environment those without one stay, as they remove what the image says; of a build's
 * arguments they go.
 */
final class ValueLessVariables {
  private final Variables variables;
  private final LoadOptions options;

  ValueLessVariables(Variables variables, LoadOptions options) {
    this.variables = variables;
    this.options = options;
  }

  /**
   * Returns {@code tree}, in long form, with these values in all services, as far as that is asked
   * for.
   */
  MapNode resolved(MapNode tree) {
    return tree.map("services")
        .<MapNode>map(services -> tree.with("services", services.mapped(this::service)))
        .orElse(tree);
  }

  /**
   * Returns {@code tree}, that of an included project, with these values in the environment of its
   * services alone: arguments of builds take theirs from the root project.
   */
  MapNode inEnvironments(MapNode tree) {
    return tree.map("services")
        .<MapNode>map(
            services ->
                tree.with(
                    "services",
                    services.mapped(
                        (name, node) ->
                            node instanceof MapNode service ? withEnvironment(service) : node)))
        .orElse(tree);
  }

  private MapNode withEnvironment(MapNode service) {
    return options.resolveEnvironment() && service.map("environment").isPresent()
        ? service.with("environment", filled(service.map("environment").get()))
        : service;
  }

  private Node service(String name, Node node) {
    if (!(node instanceof MapNode service)) {
      return node;
    }
    MapNode changed = withEnvironment(service);
    if (options.interpolate()
        && options.normalize()
        && service.map("build").flatMap(build -> build.map("args")).isPresent()) {
      MapNode build = service.map("build").get();
      MapNode arguments = filled(build.map("args").get());
      changed =
          changed.with("build", build.with("args", arguments.only(key -> !isNull(arguments, key))));
    }
    return changed;
  }

  private MapNode filled(MapNode values) {
    return values.mapped(
        (name, value) ->
            value.isNull()
                ? variables
                    .get(name)
                    .<Node>map(found -> new ScalarNode(value.place(), found, false))
                    .orElse(value)
                : value);
  }

  private static boolean isNull(MapNode map, String key) {
    return map.get(key).filter(Node::isNull).isPresent();
  }
}
