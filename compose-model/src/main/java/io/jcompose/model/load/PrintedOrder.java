package io.jcompose.model.load;

import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings a tree into the order it is printed in, the same for equal projects: the usual sections at
 * the top, services and their keys by name.
 */
final class PrintedOrder {
  private static final List<String> SECTIONS =
      List.of("name", "services", "networks", "volumes", "configs", "secrets", "models");

  /** Returns {@code top} in order. */
  MapNode of(MapNode top) {
    Map<String, MapNode.Entry> ordered = new LinkedHashMap<>();
    for (String section : SECTIONS) {
      MapNode.Entry entry = top.entries().get(section);
      if (entry != null) {
        ordered.put(section, entry.withValue(sorted(entry.value())));
      }
    }
    ordered.putIfAbsent(
        "services", new MapNode.Entry(top.place(), new MapNode(top.place(), Map.of())));
    if (top.map("services").isPresent()) {
      ordered.computeIfPresent(
          "services",
          (key, entry) ->
              entry.withValue(((MapNode) entry.value()).mapped((name, node) -> service(node))));
    }
    new TreeMap<>(top.entries()).forEach(ordered::putIfAbsent);
    return new MapNode(top.place(), ordered);
  }

  private static Node sorted(Node node) {
    return node instanceof MapNode map
        ? new MapNode(map.place(), new TreeMap<>(map.entries()))
        : node;
  }

  private static Node service(Node node) {
    if (!(node instanceof MapNode service)) {
      return node;
    }
    Map<String, MapNode.Entry> entries = new TreeMap<>(service.entries());
    for (String key : List.of("environment", "labels", "annotations", "depends_on", "networks")) {
      entries.computeIfPresent(key, (name, entry) -> entry.withValue(sorted(entry.value())));
    }
    return new MapNode(service.place(), entries);
  }
}
