package io.jcompose.model.load;

import io.jcompose.model.error.Place;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map of the resolved file in the making. Texts have their {@code $} doubled on the way in. */
final class TreeWriter {
  private static final Place NOWHERE = Place.wholeFile("");

  private final Map<String, MapNode.Entry> entries = new LinkedHashMap<>();

  TreeWriter put(String key, Node value) {
    entries.put(key, new MapNode.Entry(NOWHERE, value));
    return this;
  }

  TreeWriter text(String key, String value) {
    return put(key, text(value));
  }

  TreeWriter text(String key, Optional<?> value) {
    value.ifPresent(present -> text(key, present.toString()));
    return this;
  }

  /** Adds {@code key} only if it is true. */
  TreeWriter flag(String key, boolean value) {
    return value ? put(key, bare("true")) : this;
  }

  TreeWriter bare(String key, Object value) {
    return put(key, bare(value.toString()));
  }

  TreeWriter nothing(String key) {
    return put(key, nothing());
  }

  /** Adds {@code key} only if there is anything in the list. */
  TreeWriter texts(String key, Collection<?> values) {
    return values.isEmpty() ? this : put(key, list(values));
  }

  /** Adds {@code key} only if there is anything in the map. */
  TreeWriter map(String key, TreeWriter value) {
    return value.entries.isEmpty() ? this : put(key, value.node());
  }

  /** Adds {@code key} only if there is anything in the list. */
  TreeWriter maps(String key, List<TreeWriter> values) {
    List<Node> items = new ArrayList<>();
    values.forEach(value -> items.add(value.node()));
    return values.isEmpty() ? this : put(key, new ListNode(NOWHERE, items));
  }

  MapNode node() {
    return new MapNode(NOWHERE, entries);
  }

  static Node list(Collection<?> values) {
    return new ListNode(
        NOWHERE, values.stream().<Node>map(value -> text(value.toString())).toList());
  }

  private static Node text(String value) {
    return new ScalarNode(NOWHERE, value.replace("$", "$$"), false);
  }

  static Node nothing() {
    return bare("null");
  }

  private static Node bare(String value) {
    return new ScalarNode(NOWHERE, value, true);
  }

  /** Returns a user's own {@code node} with its {@code $} doubled. */
  static Node escaped(Node node) {
    if (node instanceof MapNode map) {
      var copy = new TreeWriter();
      map.entries().forEach((key, entry) -> copy.put(key, escaped(entry.value())));
      return copy.node();
    }
    if (node instanceof ListNode list) {
      return new ListNode(NOWHERE, list.items().stream().<Node>map(TreeWriter::escaped).toList());
    }
    var scalar = (ScalarNode) node;
    return new ScalarNode(NOWHERE, scalar.text().replace("$", "$$"), scalar.plain());
  }
}
