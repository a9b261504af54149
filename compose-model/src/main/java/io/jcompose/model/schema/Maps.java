package io.jcompose.model.schema;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.Tag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How two maps become one, and what {@code !reset} and {@code !override} do to that. */
final class Maps {
  private Maps() {}

  /**
   * Returns {@code base} with the entries of {@code later}; what stands behind a key in both is
   * merged by the kind that {@code kinds} has for it. A later null says nothing.
   */
  static MapNode merge(MapNode base, MapNode later, Function<String, Kind> kinds) {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>(base.entries());
    later
        .entries()
        .forEach(
            (key, entry) -> {
              MapNode.Entry before = entries.get(key);
              if (entry.tag() == Tag.RESET) {
                entries.remove(key);
              } else if (before == null || entry.tag() == Tag.OVERRIDE) {
                entries.put(key, new MapNode.Entry(entry.keyPlace(), settled(entry.value())));
              } else if (before.value().isNull()) {
                entries.put(key, before.withValue(settled(entry.value())));
              } else if (entry.value().isNull() && kinds.apply(key).nullIsValue()) {
                entries.put(key, before.withValue(entry.value()));
              } else if (!entry.value().isNull()) {
                entries.put(
                    key, before.withValue(kinds.apply(key).merge(before.value(), entry.value())));
              }
            });
    return new MapNode(later.place(), entries);
  }

  /** Returns {@code node} as if it were merged into nothing: without tags and what is reset. */
  static Node settled(Node node) {
    if (node instanceof MapNode map) {
      return merge(new MapNode(map.place(), Map.of()), map, key -> Kinds.ANYTHING);
    }
    if (node instanceof ListNode list) {
      return new ListNode(list.place(), list.items().stream().map(Maps::settled).toList());
    }
    return node;
  }

  /**
   * Returns {@code node} without what says nothing behind its keys, and without keys that {@code
   * kinds} does not know, unless {@code extensions} are kept.
   *
   * @param nulls whether a null says something
   */
  static Node concise(
      Node node, boolean extensions, boolean nulls, Function<String, Optional<Kind>> kinds) {
    if (!(node instanceof MapNode map)) {
      return node;
    }
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, entry) -> {
              Optional<Kind> kind = kinds.apply(key);
              Optional<Node> kept =
                  kind.isEmpty()
                      ? Optional.of(entry.value()).filter(unused -> extensions)
                      : entry.value().isNull()
                          ? Optional.of(entry.value()).filter(unused -> nulls)
                          : kind.get().concise(entry.value(), extensions);
              kept.ifPresent(value -> entries.put(key, entry.withValue(value)));
            });
    return new MapNode(map.place(), entries);
  }
}
