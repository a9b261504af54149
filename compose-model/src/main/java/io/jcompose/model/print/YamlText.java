package io.jcompose.model.print;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Map;

/**
 * Writes a tree as YAML in block style, indented by two.
 *
 * <p>Readers of YAML 1.1 and of 1.2 read it alike, and {@link io.jcompose.model.yaml.YamlReader}
 * reads the same tree again.
 */
public final class YamlText {
  private static final String STEP = "  ";

  /** A key that is longer must be announced by {@code ?}: readers look ahead no further. */
  private static final int MAX_SIMPLE_KEY_LENGTH = 1000;

  private final StringBuilder yaml = new StringBuilder();

  private YamlText() {}

  /** Returns {@code top} as YAML, ending in a line break. */
  public static String of(MapNode top) {
    var text = new YamlText();
    if (top.entries().isEmpty()) {
      return "{}\n";
    }
    text.map(top.entries(), "");
    return text.yaml.toString();
  }

  /** Writes the entries of a map; the first where the line stands, the others indented. */
  private void map(Map<String, MapNode.Entry> entries, String indent) {
    String before = "";
    for (var entry : entries.entrySet()) {
      yaml.append(before);
      before = indent;
      String key = ScalarText.ofKey(entry.getKey());
      if (key.length() > MAX_SIMPLE_KEY_LENGTH) {
        yaml.append("? ").append(key).append('\n').append(indent);
        key = "";
      }
      yaml.append(key).append(':');
      value(entry.getValue().value(), indent);
    }
  }

  private void value(Node node, String indent) {
    String deeper = indent + STEP;
    if (node instanceof MapNode map && !map.entries().isEmpty()) {
      yaml.append('\n').append(deeper);
      map(map.entries(), deeper);
    } else if (node instanceof ListNode list && !list.items().isEmpty()) {
      yaml.append('\n').append(deeper);
      list(list.items(), deeper);
    } else {
      yaml.append(' ');
      leaf(node, deeper);
    }
  }

  /** Writes the items of a list; the first where the line stands, the others indented. */
  private void list(List<Node> items, String indent) {
    String deeper = indent + STEP;
    String before = "";
    for (Node item : items) {
      yaml.append(before).append("- ");
      before = indent;
      if (item instanceof MapNode map && !map.entries().isEmpty()) {
        map(map.entries(), deeper);
      } else if (item instanceof ListNode list && !list.items().isEmpty()) {
        list(list.items(), deeper);
      } else {
        leaf(item, deeper);
      }
    }
  }

  private void leaf(Node node, String indent) {
    if (node instanceof MapNode) {
      yaml.append("{}");
    } else if (node instanceof ListNode) {
      yaml.append("[]");
    } else {
      yaml.append(ScalarText.of((ScalarNode) node, indent));
    }
    // a block that keeps its line breaks brings the last one along
    if (yaml.charAt(yaml.length() - 1) != '\n') {
      yaml.append('\n');
    }
  }
}
