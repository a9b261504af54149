package io.jcompose.model.interpolate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes one text apart: {@code $V}, <code>${V}</code>, the operators {@code :- - :? ? :+ +} with an
 * operand, and {@code $$} for a dollar sign. A dollar sign that starts none of these is text.
 *
 * <p>Operands stay as they are: whether one is looked at is for the listener to say.
 */
final class TemplateReader {
  private static final Pattern NAME = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");
  private static final Pattern OPERATOR = Pattern.compile("(:?)([-?+])");
  private static final int MAX_SHOWN = 60;

  private final String text;
  private final ClosingBraces braces;

  TemplateReader(String text) {
    this.text = text;
    this.braces = new ClosingBraces(text);
  }

  /** Is told what a text is made of, in order. */
  interface Listener {
    /** The characters from {@code start} to before {@code end} are literal. */
    void literal(int start, int end);

    /** A variable is mentioned. */
    void reference(Reference reference);
  }

  String text() {
    return text;
  }

  /**
   * Reads the text from {@code start} to before {@code end}: all of it, or an operand.
   *
   * @throws InvalidTemplateException if it is malformed, outside of operands
   */
  void read(int start, int end, Listener listener) {
    int position = start;
    while (position < end) {
      int dollar = text.indexOf('$', position);
      if (dollar < 0 || dollar >= end) {
        listener.literal(position, end);
        return;
      }
      listener.literal(position, dollar);
      position = afterDollar(dollar, end, listener);
    }
  }

  /** Reads what the dollar sign at {@code dollar} starts; returns where the text goes on. */
  private int afterDollar(int dollar, int end, Listener listener) {
    int next = dollar + 1;
    if (text.startsWith("$", next)) {
      listener.literal(dollar, next);
      return next + 1;
    }
    if (text.startsWith("{", next)) {
      int close =
          braces
              .closing(next, end)
              .orElseThrow(() -> malformed(dollar, end, "close the brace on the same line"));
      listener.reference(braced(next + 1, close));
      return close + 1;
    }
    Matcher name = NAME.matcher(text).region(next, end);
    if (name.lookingAt()) {
      listener.reference(Reference.plain(name.group()));
      return name.end();
    }
    listener.literal(dollar, next);
    return next;
  }

  private Reference braced(int start, int end) {
    Matcher name = NAME.matcher(text).region(start, end);
    if (!name.lookingAt()) {
      throw malformed(start - 2, end + 1, "name a variable inside the braces");
    }
    if (name.end() == end) {
      return Reference.plain(name.group());
    }
    Matcher operator = OPERATOR.matcher(text).region(name.end(), end);
    if (!operator.lookingAt()) {
      throw malformed(
          start - 2, end + 1, "use one of the operators ':-', '-', ':?', '?', ':+', '+'");
    }
    return new Reference(
        name.group(), kind(operator.group(2)), !operator.group(1).isEmpty(), operator.end(), end);
  }

  private static Reference.Operator kind(String sign) {
    return switch (sign) {
      case "-" -> Reference.Operator.DEFAULT;
      case "?" -> Reference.Operator.REQUIRED;
      default -> Reference.Operator.ALTERNATE;
    };
  }

  private InvalidTemplateException malformed(int start, int end, String hint) {
    int line = text.indexOf('\n', start);
    int last = line < 0 ? end : Math.min(line, end);
    String shown =
        last - start > MAX_SHOWN
            ? text.substring(start, start + MAX_SHOWN) + "…"
            : text.substring(start, last);
    return new InvalidTemplateException(
        "invalid interpolation format", shown, hint + ", or write '$$' for a '$'");
  }
}
