package io.jcompose.model.schema;

import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.Optional;

/** {@code logging:}; options are merged only as long as both are meant for one driver. */
record Logging() implements WrittenOut {
  private static final Keys KEYS =
      Keys.of("logging")
          .key("driver", Kinds.TEXT)
          .key(
              "options",
              new KeyValues("options", Kinds.TEXT_OR_NUMBER, KeyValues.Alone.EMPTY, true, false));

  @Override
  public Kind longForm() {
    return KEYS;
  }

  @Override
  public String form() {
    return KEYS.form();
  }

  @Override
  public Optional<Node> canonical(Value value) {
    return KEYS.canonical(value);
  }

  @Override
  public Node merge(Node base, Node later) {
    Optional<String> before = driver(base);
    Optional<String> after = driver(later);
    boolean same = before.isEmpty() || after.isEmpty() || before.equals(after);
    return same ? KEYS.merge(base, later) : Maps.settled(later);
  }

  private static Optional<String> driver(Node logging) {
    return logging instanceof MapNode map
        ? map.get("driver")
            .filter(ScalarNode.class::isInstance)
            .map(driver -> ((ScalarNode) driver).text())
        : Optional.empty();
  }
}
