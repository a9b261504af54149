package io.jcompose.model.schema;

import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What networks, volumes, configs and secrets have in common: a name, and being somebody else's.
 */
final class ResourceNames {
  private ResourceNames() {}

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");
  private static final Set<String> BESIDE_EXTERNAL = Set.of("external", "name");

  private static final Keys OLD_FORM = Keys.of("external").key("name", Kinds.TEXT);

  /** {@code external:}, a boolean or the old form {@code {name: …}}. */
  static final Kind EXTERNAL = new External();

  /** Turns {@code external: {name: x}} into {@code external: true} and {@code name: x}. */
  static Node nameOfExternal(MapNode resource) {
    Optional<MapNode> old =
        resource.get("external").filter(MapNode.class::isInstance).map(MapNode.class::cast);
    if (old.isEmpty()) {
      return resource;
    }
    var whole = TreeBuild.of(resource).bare("external", true);
    if (resource.get("name").isEmpty()) {
      old.get().get("name").ifPresent(name -> whole.put("name", name));
    }
    return whole.node();
  }

  /**
   * Checks the name of a resource.
   *
   * @throws IllegalArgumentException if it is not a legal one
   */
  static void legal(String name) {
    if (!LEGAL.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' may hold letters, digits, '.', '_' and '-' only");
    }
  }

  /** Warns of what is said about a resource besides that it is somebody else's. */
  static void onlyNameBesideExternal(Value resource) {
    if (!isExternal(resource)) {
      return;
    }
    resource
        .members()
        .forEach(
            (key, member) -> {
              if (!BESIDE_EXTERNAL.contains(key) && !key.startsWith("x-")) {
                member
                    .value()
                    .warningAt(
                        member.entry().keyPlace(),
                        "'" + key + "' has no effect on what is external",
                        "remove it, or remove 'external'");
              }
            });
  }

  /** Reports two names, of which one stands in the old form of {@code external}. */
  static Value oneName(Value resource) {
    Optional<Value> name = resource.get("name");
    Optional<Value> other =
        resource.get("external").filter(Value::isMap).flatMap(old -> old.get("name"));
    boolean differ =
        name.isPresent()
            && other.isPresent()
            && !name.get().scalarText().equals(other.get().scalarText());
    if (differ) {
      other.get().problem("is another name than the one at " + name.get().place(), "keep one");
    }
    return resource;
  }

  /** Reports it if more is said about a volume than that it is somebody else's. */
  static void nothingBesideExternal(Value volume) {
    if (!isExternal(volume)) {
      return;
    }
    for (String key : List.of("driver", "driver_opts", "labels")) {
      volume
          .get(key)
          .ifPresent(
              value ->
                  value.problemAt(
                      value.keyPlace(),
                      "'" + key + "' cannot be given to what is external",
                      "remove it, or remove 'external'"));
    }
  }

  static boolean isExternal(Value resource) {
    return resource
        .get("external")
        .filter(value -> value.node() instanceof ScalarNode scalar && scalar.text().equals("true"))
        .isPresent();
  }

  private record External() implements Kind {
    @Override
    public String form() {
      return "true or false, or the old form with a name";
    }

    @Override
    public Optional<Node> canonical(Value value) {
      if (!value.isMap()) {
        return Kinds.FLAG.canonical(value);
      }
      value.warning("'external.name' is an old form", "write 'external: true' and 'name'");
      return OLD_FORM.canonical(value);
    }

    @Override
    public Optional<Node> concise(Node node, boolean extensions) {
      return Kinds.FLAG.concise(node, extensions);
    }

    @Override
    public void list(String path, Listing listing) {
      OLD_FORM.list(path, listing);
    }
  }
}
