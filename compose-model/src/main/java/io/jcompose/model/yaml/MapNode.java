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

  /** A value and the place of the key that it stands behind. */
  public record Entry(Place keyPlace, Node value) {
    /** Returns this entry with another value behind the same key. */
    public Entry withValue(Node changed) {
      return new Entry(keyPlace, changed);
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
