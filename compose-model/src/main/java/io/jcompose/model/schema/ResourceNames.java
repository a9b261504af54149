package io.jcompose.model.schema;

import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What networks, volumes, configs and secrets have in common: a name, and being somebody else's.
 */
final class ResourceNames {
  private ResourceNames() {}

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
    old.get().get("name").ifPresent(name -> whole.put("name", name));
    return whole.node();
  }

  /** Returns the rule that an external resource has no keys but {@code allowed} ones. */
  static Consumer<Value> onlyNameBeside(String... allowed) {
    return resource -> {
      if (!isExternal(resource)) {
        return;
      }
      resource
          .members()
          .forEach(
              (key, member) -> {
                if (!List.of(allowed).contains(key) && !key.startsWith("x-")) {
                  member
                      .value()
                      .problemAt(
                          member.entry().keyPlace(),
                          "'" + key + "' cannot be given to what is external",
                          "remove it, or remove 'external'");
                }
              });
    };
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
      return "true or false";
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
  }
}
