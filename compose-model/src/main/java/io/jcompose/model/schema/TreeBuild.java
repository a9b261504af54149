package io.jcompose.model.schema;

import io.jcompose.model.error.Place;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map in long form in the making; all of it stands where its short form does. */
final class TreeBuild {
  private final Place place;
  private final Map<String, MapNode.Entry> entries = new LinkedHashMap<>();

  TreeBuild(Place place) {
    this.place = place;
  }

  /** Returns a map with the entries of {@code map}, to be changed. */
  static TreeBuild of(MapNode map) {
    var build = new TreeBuild(map.place());
    map.entries().forEach(build::entry);
    return build;
  }

  TreeBuild text(String key, String value) {
    return put(key, new ScalarNode(place, value, false));
  }

  TreeBuild bare(String key, Object value) {
    return put(key, new ScalarNode(place, value.toString(), true));
  }

  TreeBuild put(String key, Node value) {
    entries.put(key, new MapNode.Entry(place, value));
    return this;
  }

  /** Adds an entry as it is, in the place of an earlier one. */
  void entry(String key, MapNode.Entry entry) {
    entries.put(key, entry);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  MapNode node() {
    return new MapNode(place, entries);
  }
}
