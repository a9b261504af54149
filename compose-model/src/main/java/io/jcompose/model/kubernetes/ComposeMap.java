package io.jcompose.model.kubernetes;

import io.jcompose.model.error.Place;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A map of a Compose document in the making. Its texts mean themselves: dollar signs are doubled,
 * as nothing of a manifest is to be filled in from the user's environment.
 */
final class ComposeMap {
  private final Place place;
  private final Map<String, MapNode.Entry> entries = new LinkedHashMap<>();

  /** Creates an empty map that stands for what is at {@code place} of a manifest. */
  ComposeMap(Place place) {
    this.place = place;
  }

  ComposeMap text(String key, String value) {
    return put(key, text(place, value));
  }

  ComposeMap text(String key, Place where, String value) {
    return put(key, text(where, value));
  }

  /** Adds what is not a text: a number, {@code true}, a duration. */
  ComposeMap bare(String key, Object value) {
    return bare(key, place, value);
  }

  ComposeMap bare(String key, Place where, Object value) {
    return put(key, new ScalarNode(where, value.toString(), true));
  }

  ComposeMap texts(String key, Place where, List<String> values) {
    return put(key, texts(where, values));
  }

  ComposeMap put(String key, ComposeMap value) {
    return put(key, value.node());
  }

  ComposeMap put(String key, Node value) {
    entries.put(key, new MapNode.Entry(value.place(), value));
    return this;
  }

  /** Adds {@code items} unless there are none. */
  ComposeMap list(String key, List<? extends Node> items) {
    return items.isEmpty()
        ? this
        : put(key, new ListNode(items.get(0).place(), List.copyOf(items)));
  }

  /** Adds {@code value} unless it is empty. */
  ComposeMap unlessEmpty(String key, ComposeMap value) {
    return value.entries.isEmpty() ? this : put(key, value);
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  MapNode node() {
    return new MapNode(place, entries);
  }

  static Node text(Place place, String value) {
    return new ScalarNode(place, value.replace("$", "$$"), false);
  }

  static Node texts(Place place, List<String> values) {
    return new ListNode(place, values.stream().map(value -> text(place, value)).toList());
  }
}
