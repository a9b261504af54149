package io.jcompose.model.schema;

import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;

/** What a service or a build says about a config or secret that it is given. */
final class GrantKeys {
  private static final String SECRETS = "/run/secrets/";

  private GrantKeys() {}

  private static Keys keys(String owner) {
    return Keys.of(owner)
        .key("source", Kinds.TEXT)
        .key("target", Kinds.TEXT)
        .key("uid", Kinds.TEXT)
        .key("gid", Kinds.TEXT)
        .key("mode", Kinds.MODE)
        .required("source", "add 'source' with the name it has at the top level")
        .orForm(
            value ->
                value.isScalar()
                    ? value.with(new TreeBuild(value.place()).put("source", value.node()).node())
                    : value);
  }

  /** {@code configs[]} of a service, and {@code secrets[]} of a build. */
  static final Keys GRANT = keys("a grant");

  /** {@code secrets[]} of a service. */
  static final Keys SECRET_GRANT = keys("a secret's grant").completedBy(GrantKeys::inRunSecrets);

  static Object configIdentity(Node grant) {
    return text(grant, "target", "/" + text(grant, "source", ""));
  }

  static Object secretIdentity(Node grant) {
    return text(grant, "target", SECRETS + text(grant, "source", ""));
  }

  private static Node inRunSecrets(MapNode grant) {
    boolean complete = grant.get("target").isPresent() || grant.get("source").isEmpty();
    return complete
        ? grant
        : TreeBuild.of(grant).text("target", SECRETS + text(grant, "source", "")).node();
  }

  private static String text(Node node, String key, String otherwise) {
    return node instanceof MapNode map
        ? map.get(key)
            .filter(ScalarNode.class::isInstance)
            .map(found -> ((ScalarNode) found).text())
            .orElse(otherwise)
        : otherwise;
  }
}
