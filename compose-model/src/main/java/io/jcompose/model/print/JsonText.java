package io.jcompose.model.print;

import io.jcompose.model.yaml.Decimal;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.PlainScalar;
import io.jcompose.model.yaml.ScalarNode;
import java.util.Iterator;

/**
 * Writes a tree as JSON, indented by two. What JSON has no type for, such as dates and infinity, is
 * written as a string.
 */
public final class JsonText {
  /** The powers of ten from and to which a fraction has its digits written out. */
  private static final int SMALLEST_WRITTEN_OUT = -6;

  private static final int LARGEST_WRITTEN_OUT = 20;

  private final StringBuilder json = new StringBuilder();

  private JsonText() {}

  /** Returns {@code top} as JSON, ending in a line break. */
  public static String of(MapNode top) {
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
    if (scalar.plain()) {
      PlainScalar plain = PlainScalar.of(scalar.text());
      switch (plain.kind()) {
        case NULL, BOOLEAN, INTEGER -> json.append(plain.text());
        case FLOAT -> number(plain.text());
        case TIMESTAMP, STRING -> quote(plain.text());
      }
    } else {
      quote(scalar.text());
    }
  }

  private void number(String text) {
    if (text.endsWith("inf") || text.endsWith("nan")) {
      quote(text);
      return;
    }
    Decimal number = Decimal.of(text).orElseThrow();
    boolean writtenOut =
        number.exponent() >= SMALLEST_WRITTEN_OUT && number.exponent() <= LARGEST_WRITTEN_OUT;
    json.append(writtenOut ? number.toPlainString() : text);
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
