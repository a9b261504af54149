package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

  @Override
  public String description() {
    return "a map";
  }
}
