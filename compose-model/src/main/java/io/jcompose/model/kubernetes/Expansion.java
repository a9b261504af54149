package io.jcompose.model.kubernetes;

import java.util.Map;

/** Fills {@code $(NAME)} in, as Kubernetes does in commands and values of variables. */
final class Expansion {
  /** How long a text may get: values are made of values, and could double at each step. */
  private static final int MAX_LENGTH = 1 << 20;

  private Expansion() {}

  /**
   * Returns the text of {@code element} with every {@code $(NAME)} replaced whose value is known,
   * and {@code $$} by one dollar sign; all else stays. One that gets too long is a problem.
   */
  static String of(Element element, Map<String, String> values) {
    String text = element.text().orElse("");
    if (text.indexOf('$') < 0) {
      return text;
    }
    StringBuilder expanded = new StringBuilder();
    int closing = -1;
    int at = 0;
    while (at < text.length()) {
      char character = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if (character == '$' && next == '(' && closing <= at) {
        int found = text.indexOf(')', at);
        closing = found < 0 ? Integer.MAX_VALUE : found;
      }
      if (character == '$' && next == '$') {
        expanded.append('$');
        at += 2;
      } else if (character == '$' && next == '(' && closing < text.length()) {
        String name = text.substring(at + 2, closing);
        String value = values.get(name);
        expanded.append(value == null ? text.substring(at, closing + 1) : value);
        at = closing + 1;
      } else {
        expanded.append(character);
        at++;
      }
      if (expanded.length() > MAX_LENGTH) {
        element.problem(
            "gets longer than 1 MiB when its variables are filled in", "shorten what it refers to");
        return text;
      }
    }
    return expanded.toString();
  }
}
