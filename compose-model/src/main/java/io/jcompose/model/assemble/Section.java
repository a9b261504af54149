package io.jcompose.model.assemble;

import io.jcompose.model.error.Place;
import io.jcompose.model.value.Quantities;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A map of the tree, read by type. A null counts as not being there.
 *
 * @param place where the key stands that the map is behind
 */
record Section(Place place, MapNode map) {
  static Section of(MapNode map) {
    return new Section(map.place(), map);
  }

  boolean isEmpty() {
    return map.entries().isEmpty();
  }

  boolean has(String key) {
    return map.get(key).filter(node -> !node.isNull()).isPresent();
  }

  Optional<String> text(String key) {
    return map.text(key).filter(text -> !text.isEmpty());
  }

  boolean flag(String key) {
    return bool(key).orElse(false);
  }

  Optional<Boolean> bool(String key) {
    return text(key).map(Boolean::parseBoolean);
  }

  OptionalInt integer(String key) {
    Optional<String> text = text(key);
    return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
  }

  OptionalLong number(String key) {
    Optional<String> text = text(key);
    return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
  }

  Optional<Duration> duration(String key) {
    return text(key).flatMap(Quantities::duration);
  }

  /** Returns the texts of a list; none if it is not there. */
  List<String> list(String key) {
    return optionalList(key).orElse(List.of());
  }

  /** Returns the texts of a list; empty if it is not there. */
  Optional<List<String>> optionalList(String key) {
    return map.get(key)
        .filter(ListNode.class::isInstance)
        .map(
            list ->
                ((ListNode) list)
                    .items().stream().map(item -> ((ScalarNode) item).text()).toList());
  }

  /** Returns the texts of a map by their keys; those without one are left out. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    map.map(key)
        .ifPresent(
            values ->
                values
                    .entries()
                    .forEach(
                        (name, entry) -> {
                          if (!entry.value().isNull()) {
                            texts.put(name, ((ScalarNode) entry.value()).text());
                          }
                        }));
    return texts;
  }

  /** Returns the map behind {@code key}; an empty one if it is not there. */
  Section section(String key) {
    return of(map.map(key).orElseGet(() -> new MapNode(place, Map.of())));
  }

  /** Returns the maps of a list. */
  List<Section> items(String key) {
    return map.items(key).stream().map(item -> of((MapNode) item)).toList();
  }

  /** Returns the maps of a map by their keys; a null is an empty one. */
  Map<String, Section> sections(String key) {
    Map<String, Section> sections = new LinkedHashMap<>();
    map.map(key)
        .ifPresent(
            all ->
                all.entries()
                    .forEach(
                        (name, entry) ->
                            sections.put(
                                name, new Section(entry.keyPlace(), mapOf(entry.value())))));
    return sections;
  }

  private static MapNode mapOf(Node node) {
    return node instanceof MapNode found ? found : new MapNode(node.place(), Map.of());
  }
}
