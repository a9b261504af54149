package io.jcompose.model.assemble;

import io.jcompose.model.error.Place;
import io.jcompose.model.value.Quantities;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * A map of the tree, read by type. A null counts as not being there.
 *
 * @param place where the key stands that the map is behind
 */
record Section(Place place, MapNode map) {
  static Section of(MapNode map) {
    return new Section(map.place(), map);
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

  /** Returns a whole number; of a fraction what is before the point, as docker compose takes it. */
  OptionalInt integer(String key) {
    OptionalLong number = number(key);
    return number.isPresent()
        ? OptionalInt.of(
            (int) Math.max(Integer.MIN_VALUE, Math.min(number.getAsLong(), Integer.MAX_VALUE)))
        : OptionalInt.empty();
  }

  /** Returns the same with more digits; what is out of range is the nearest number in it. */
  OptionalLong number(String key) {
    return text(key).stream().mapToLong(Section::nearestLong).findFirst();
  }

  private static long nearestLong(String number) {
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      var least = BigDecimal.valueOf(Long.MIN_VALUE);
      var largest = BigDecimal.valueOf(Long.MAX_VALUE);
      return new BigDecimal(number).max(least).min(largest).longValue();
    }
  }

  OptionalDouble decimal(String key) {
    return text(key).stream().mapToDouble(Double::parseDouble).findFirst();
  }

  /** Returns the one of {@code words} that reads like the text. */
  <W extends Enum<W>> Optional<W> word(String key, W[] words) {
    return text(key)
        .flatMap(
            text -> Arrays.stream(words).filter(word -> word.toString().equals(text)).findFirst());
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
    return map.get(key).filter(ListNode.class::isInstance).map(Section::textsOf);
  }

  private static List<String> textsOf(Node list) {
    return list instanceof ListNode found
        ? found.items().stream().map(item -> ((ScalarNode) item).text()).toList()
        : List.of();
  }

  /** Returns the lists of a map by their keys; a null is an empty one. */
  Map<String, List<String>> lists(String key) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    map.map(key)
        .ifPresent(
            all -> all.entries().forEach((name, entry) -> lists.put(name, textsOf(entry.value()))));
    return lists;
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

  /** Returns the map behind {@code key}; empty if it is not there. */
  Optional<Section> optionalSection(String key) {
    return map.map(key).map(Section::of);
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

  /** Returns what {@code make} makes of the maps of a map, by their keys. */
  <T> Map<String, T> each(String key, BiFunction<String, Section, T> make) {
    Map<String, T> made = new LinkedHashMap<>();
    sections(key).forEach((name, section) -> made.put(name, make.apply(name, section)));
    return made;
  }

  private static MapNode mapOf(Node node) {
    return node instanceof MapNode found ? found : new MapNode(node.place(), Map.of());
  }
}
