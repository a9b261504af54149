package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** A YAML mapping with its keys in the order of the file. */
public record MapNode(Place place, Map<String, Entry> entries) implements Node {
  public MapNode {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /**
   * A value and the place of the key that it stands behind.
   *
   * @param tag what becomes of the values that earlier files give to the key
   */
  public record Entry(Place keyPlace, Node value, Tag tag) {
    /** Creates an entry without a tag. */
    public Entry(Place keyPlace, Node value) {
      this(keyPlace, value, Tag.NONE);
    }

    /** Returns this entry, its tag too, with another value behind the same key. */
    public Entry withValue(Node changed) {
      return new Entry(keyPlace, changed, tag);
    }
  }

  /** Returns the value behind {@code key}. */
  public Optional<Node> get(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** Returns the map behind {@code key}; empty if there is none. */
  public Optional<MapNode> map(String key) {
    return get(key).filter(MapNode.class::isInstance).map(MapNode.class::cast);
  }

  /** Returns the items of the list behind {@code key}; none if there is no list. */
  public List<Node> items(String key) {
    return get(key)
        .filter(ListNode.class::isInstance)
        .map(list -> ((ListNode) list).items())
        .orElse(List.of());
  }

  /** Returns the text of the scalar behind {@code key}; empty if there is none or it is null. */
  public Optional<String> text(String key) {
    return get(key)
        .filter(node -> node instanceof ScalarNode && !node.isNull())
        .map(node -> ((ScalarNode) node).text());
  }

  /** Returns this map with {@code value} behind {@code key}, at the end if the key is new. */
  public MapNode with(String key, Node value) {
    Map<String, Entry> changed = new LinkedHashMap<>(entries);
    Entry before = entries.get(key);
    changed.put(key, before == null ? new Entry(value.place(), value) : before.withValue(value));
    return new MapNode(place, changed);
  }

  /** Returns this map without {@code key}. */
  public MapNode without(String key) {
    Map<String, Entry> changed = new LinkedHashMap<>(entries);
    changed.remove(key);
    return new MapNode(place, changed);
  }

  /** Returns this map with every value as {@code change} makes it of the key and the value. */
  public MapNode mapped(BiFunction<String, Node, Node> change) {
    Map<String, Entry> changed = new LinkedHashMap<>();
    entries.forEach(
        (key, entry) -> {
          Node after = change.apply(key, entry.value());
          if (after != entry.value()) {
            changed.put(key, entry.withValue(after));
          }
        });
    if (changed.isEmpty()) {
      return this;
    }
    Map<String, Entry> all = new LinkedHashMap<>(entries);
    all.putAll(changed);
    return new MapNode(place, all);
  }

  /** Returns this map with those keys only that {@code wanted} accepts. */
  public MapNode only(Predicate<String> wanted) {
    Map<String, Entry> kept = new LinkedHashMap<>(entries);
    kept.keySet().removeIf(wanted.negate());
    return new MapNode(place, kept);
  }

  @Override
  public String description() {
    return "a map";
  }
}
