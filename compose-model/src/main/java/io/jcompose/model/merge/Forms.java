package io.jcompose.model.merge;

import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Short forms written out. What is in neither form is left for the check to complain about. */
final class Forms {
  private static final String STARTED = "service_started";

  private Forms() {}

  /** {@code [A=1, B]} to {@code {A: 1, B: null}}; of equal names the last counts. */
  static Node keyValues(TreePath path, Node node, Problems problems) {
    return listToMap(path, node, problems, "NAME=value", Forms::keyValue);
  }

  /** {@code [a, b]} to {@code {a: {condition: service_started}, b: …}}. */
  static Node dependencies(TreePath path, Node node, Problems problems) {
    return listToMap(
        path,
        node,
        problems,
        "a service's name",
        item ->
            Map.entry(
                item.text(),
                new MapNode.Entry(
                    item.place(),
                    new MapNode(
                        item.place(),
                        Map.of(
                            "condition",
                            new MapNode.Entry(
                                item.place(), new ScalarNode(item.place(), STARTED, true)))))));
  }

  /** {@code [a, b]} to {@code {a: null, b: null}}. */
  static Node names(TreePath path, Node node, Problems problems) {
    return listToMap(
        path,
        node,
        problems,
        "a name",
        item ->
            Map.entry(
                item.text(),
                new MapNode.Entry(item.place(), new ScalarNode(item.place(), "", true))));
  }

  /** {@code x} to {@code [x]}. */
  static Node listOfOne(TreePath path, Node node, Problems problems) {
    return node instanceof ScalarNode && !node.isNull()
        ? new ListNode(node.place(), List.of(node))
        : node;
  }

  /** {@code {a: 10.0.0.1, b: [10.0.0.2, 10.0.0.3]}} to {@code [a=10.0.0.1, b=10.0.0.2, …]}. */
  static Node hosts(TreePath path, Node node, Problems problems) {
    if (!(node instanceof MapNode map)) {
      return node;
    }
    List<Node> lines = new ArrayList<>();
    map.entries()
        .forEach(
            (host, entry) -> {
              Node value = entry.value();
              for (Node address : value instanceof ListNode list ? list.items() : List.of(value)) {
                lines.add(
                    address instanceof ScalarNode scalar
                        ? scalar.withText(host + "=" + scalar.text())
                        : address);
              }
            });
    return new ListNode(map.place(), lines);
  }

  private static Map.Entry<String, MapNode.Entry> keyValue(ScalarNode item) {
    int equals = item.text().indexOf('=');
    return equals < 0
        ? Map.entry(
            item.text(), new MapNode.Entry(item.place(), new ScalarNode(item.place(), "", true)))
        : Map.entry(
            item.text().substring(0, equals),
            new MapNode.Entry(item.place(), item.withText(item.text().substring(equals + 1))));
  }

  private static Node listToMap(
      TreePath path,
      Node node,
      Problems problems,
      String expected,
      Function<ScalarNode, Map.Entry<String, MapNode.Entry>> entry) {
    if (!(node instanceof ListNode list)) {
      return node;
    }
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < list.items().size(); i++) {
      Node item = list.items().get(i);
      if (item instanceof ScalarNode scalar && !scalar.isNull()) {
        Map.Entry<String, MapNode.Entry> made = entry.apply(scalar);
        entries.put(made.getKey(), made.getValue());
      } else {
        problems.add(
            item.place(),
            path.item(i).toString(),
            "must be " + expected + ", not " + item.description(),
            item instanceof MapNode
                ? "remove the '-' before it, or put the text into quotes"
                : "write a text");
      }
    }
    return new MapNode(list.place(), entries);
  }
}
