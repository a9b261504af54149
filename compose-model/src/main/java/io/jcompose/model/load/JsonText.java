package io.jcompose.model.load;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.Iterator;
import java.util.regex.Pattern;

/** Writes a tree as JSON, indented by two. */
final class JsonText {
  /** What bare YAML scalars JSON understands too; the others become strings. */
  private static final Pattern BARE =
      Pattern.compile("true|false|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final StringBuilder json = new StringBuilder();

  private JsonText() {}

  /** Returns {@code top} as JSON, ending in a line break. */
  static String of(MapNode top) {
    var text = new JsonText();
    text.add(top, "\n");
    return text.json.append('\n').toString();
  }

  private void add(Node node, String lineBreak) {
    if (node instanceof MapNode map) {
      var entries = map.entries().entrySet().iterator();
      json.append('{');
      while (entries.hasNext()) {
        var entry = entries.next();
        json.append(lineBreak).append("  ");
        quote(entry.getKey());
        json.append(": ");
        add(entry.getValue().value(), lineBreak + "  ");
        separate(entries, lineBreak);
      }
      json.append('}');
    } else if (node instanceof ListNode list) {
      Iterator<Node> items = list.items().iterator();
      json.append('[');
      while (items.hasNext()) {
        json.append(lineBreak).append("  ");
        add(items.next(), lineBreak + "  ");
        separate(items, lineBreak);
      }
      json.append(']');
    } else {
      scalar((ScalarNode) node);
    }
  }

  private void separate(Iterator<?> rest, String lineBreak) {
    json.append(rest.hasNext() ? "," : lineBreak);
  }

  private void scalar(ScalarNode scalar) {
    if (scalar.isNull()) {
      json.append("null");
    } else if (scalar.plain() && BARE.matcher(scalar.text()).matches()) {
      json.append(scalar.text());
    } else {
      quote(scalar.text());
    }
  }

  /** Appends a string of RFC 8259. */
  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c == '\n') {
        json.append("\\n");
      } else if (c == '\t') {
        json.append("\\t");
      } else if (c < ' ' || c == 0x7F || c == 0x2028 || c == 0x2029) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
