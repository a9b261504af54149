package io.jcompose.model.schema;

import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Lists of names that stand for maps. */
final class Names {
  private static final String STARTED = "service_started";

  private Names() {}

  /** {@code [a, b]} to {@code {a: null, b: null}}. */
  static Value toMap(Value value) {
    return toMap(value, item -> new ScalarNode(item.place(), "", true));
  }

  /** {@code [a, b]} to {@code {a: {condition: service_started, required: true}, b: …}}. */
  static Value toDependencies(Value value) {
    return toMap(
        value,
        item ->
            new TreeBuild(item.place()).text("condition", STARTED).bare("required", true).node());
  }

  private static Value toMap(Value value, Function<Value, Node> behindName) {
    if (!value.isList()) {
      return value;
    }
    ListOf.checkDuplicates(value);
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    for (Value item : value.items()) {
      item.text()
          .ifPresent(
              name -> entries.put(name, new MapNode.Entry(item.place(), behindName.apply(item))));
    }
    return value.with(new MapNode(value.place(), entries));
  }
}
