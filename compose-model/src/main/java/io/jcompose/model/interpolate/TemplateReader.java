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
  private final Listener listener;

  TemplateReader(String text, Listener listener) {
    this.text = text;
    this.braces = new ClosingBraces(text);
    this.listener = listener;
  }

  /** Is told what a text is made of, in order. */
  interface Listener {
    /** The characters from {@code start} to before {@code end} are literal. */
    void literal(String text, int start, int end);

    /** A variable is mentioned. */
    void reference(Reference reference);
  }

  /**
   * Reads the text from start to end.
   *
   * @throws InvalidTemplateException if it is malformed, outside of operands
   */
  void read() {
    int position = 0;
    while (position < text.length()) {
      int dollar = text.indexOf('$', position);
      if (dollar < 0) {
        listener.literal(text, position, text.length());
        return;
      }
      listener.literal(text, position, dollar);
      position = afterDollar(dollar);
    }
  }

  /** Reads what the dollar sign at {@code dollar} starts; returns where the text goes on. */
  private int afterDollar(int dollar) {
    int next = dollar + 1;
    if (text.startsWith("$", next)) {
      listener.literal(text, dollar, next);
      return next + 1;
    }
    if (text.startsWith("{", next)) {
      int close =
          braces
              .closing(next)
              .orElseThrow(
                  () -> malformed(text.substring(dollar), "close the brace on the same line"));
      listener.reference(braced(text.substring(next + 1, close)));
      return close + 1;
    }
    Matcher name = NAME.matcher(text).region(next, text.length());
    if (name.lookingAt()) {
      listener.reference(Reference.plain(name.group()));
      return name.end();
    }
    listener.literal(text, dollar, next);
    return next;
  }

  private static Reference braced(String content) {
    Matcher name = NAME.matcher(content);
    if (!name.lookingAt()) {
      throw malformed("${" + content + "}", "name a variable inside the braces");
    }
    if (name.end() == content.length()) {
      return Reference.plain(content);
    }
    Matcher operator = OPERATOR.matcher(content).region(name.end(), content.length());
    if (!operator.lookingAt()) {
      throw malformed(
          "${" + content + "}", "use one of the operators ':-', '-', ':?', '?', ':+', '+'");
    }
    return new Reference(
        name.group(),
        kind(operator.group(2)),
        !operator.group(1).isEmpty(),
        content.substring(operator.end()));
  }

  private static Reference.Operator kind(String sign) {
    return switch (sign) {
      case "-" -> Reference.Operator.DEFAULT;
      case "?" -> Reference.Operator.REQUIRED;
      default -> Reference.Operator.ALTERNATE;
    };
  }

  private static InvalidTemplateException malformed(String what, String hint) {
    String line = what.lines().findFirst().orElse(what);
    String shown = line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line;
    return new InvalidTemplateException(
        "invalid interpolation format", shown, hint + ", or write '$$' for a '$'");
  }
}
