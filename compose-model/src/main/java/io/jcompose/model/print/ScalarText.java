package io.jcompose.model.print;

import io.jcompose.model.yaml.PlainScalar;
import io.jcompose.model.yaml.ScalarNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a scalar so that every reader takes it for what it is: a text stays bare only if no reader
 * takes it for anything else.
 */
final class ScalarText {
  /** Bare, readers of YAML 1.1 or 1.2 take these for a null, a boolean or a merge key. */
  private static final Set<String> WORDS =
      Set.of("", "~", "null", "y", "n", "yes", "no", "on", "off", "true", "false", "=", "<<");

  private static final int LONGEST_WORD = 5;

  /**
   * Bare, these may be numbers, times or dates. No group is repeated without a bound, because the
   * matcher recurses for each round, and a text may be megabytes long.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:\\.inf|\\.nan|0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+)"
              + "|[-+]?[0-9][0-9_,]*(?::[0-9]{1,2}){0,9}(?:\\.[0-9_]*)?(?:e[-+]?[0-9]+)?"
              + "|[-+]?\\.[0-9_]+(?:e[-+]?[0-9]+)?"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
          Pattern.CASE_INSENSITIVE);

  /** Characters with a meaning at the start of a scalar. */
  private static final String INDICATORS = "?:,[]{}#&*!|>'\"%@`";

  private ScalarText() {}

  /** Returns {@code scalar} as the value behind a key or a dash; lines of a block are indented. */
  static String of(ScalarNode scalar, String indent) {
    PlainScalar plain = scalar.plain() ? PlainScalar.of(scalar.text()) : text(scalar.text());
    if (plain.kind() != PlainScalar.Kind.STRING) {
      return plain.text();
    }
    return isBlock(scalar.text()) ? block(scalar.text(), indent) : ofKey(scalar.text());
  }

  private static PlainScalar text(String text) {
    return new PlainScalar(PlainScalar.Kind.STRING, text);
  }

  /** Returns {@code text} on one line. */
  static String ofKey(String text) {
    return isBare(text) ? text : quoted(text);
  }

  private static boolean isBare(String text) {
    if (text.length() <= LONGEST_WORD && WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return false;
    }
    char first = text.charAt(0);
    char last = text.charAt(text.length() - 1);
    if (INDICATORS.indexOf(first) >= 0 || first == ' ' || last == ' ' || last == ':') {
      return false;
    }
    if (first == '-' && (text.length() == 1 || text.startsWith("- ") || text.startsWith("---"))) {
      return false;
    }
    if (text.startsWith("...") || text.contains(": ") || text.contains(" #")) {
      return false;
    }
    boolean mayBeNumber = first == '-' || first == '+' || first == '.' || isDigit(first);
    return !(mayBeNumber && NUMBER.matcher(text).matches()) && isPrintable(text);
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7F) {
        return text.codePoints().allMatch(ScalarText::isPrintable);
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Returns whether a character can stand anywhere in a line, in YAML 1.1 too. */
  private static boolean isPrintable(int c) {
    boolean lineBreak = c == 0x2028 || c == 0x2029;
    boolean noCharacter = c == 0xFEFF || c == 0xFFFE || c == 0xFFFF || (c >= 0xD800 && c < 0xE000);
    return (c >= ' ' && c < 0x7F) || (c >= 0xA0 && !lineBreak && !noCharacter);
  }

  /**
   * Returns whether a literal block gives exactly {@code text}: it has lines, and no white space at
   * their start or alone in them that a reader could take for indentation.
   */
  private static boolean isBlock(String text) {
    if (text.indexOf('\n') < 0) {
      return false;
    }
    boolean started = false;
    for (String line : text.split("\n", -1)) {
      boolean startsBlank = line.startsWith(" ") || line.startsWith("\t");
      boolean ambiguous = startsBlank && (!started || line.isBlank());
      if (ambiguous || !line.codePoints().allMatch(c -> c == '\t' || isPrintable(c))) {
        return false;
      }
      started |= !line.isEmpty();
    }
    return started;
  }

  private static String block(String text, String indent) {
    String end = "-";
    if (text.endsWith("\n")) {
      end = text.endsWith("\n\n") ? "+" : "";
    }
    var block = new StringBuilder("|").append(end);
    String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : lines.split("\n", -1)) {
      block.append('\n').append(line.isEmpty() ? "" : indent).append(line);
    }
    return block.append('\n').toString();
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> appendEscaped(quoted, c));
    return quoted.append('"').toString();
  }

  private static void appendEscaped(StringBuilder quoted, int c) {
    switch (c) {
      case '"', '\\' -> quoted.append('\\').append((char) c);
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (isPrintable(c)) {
          quoted.appendCodePoint(c);
        } else {
          quoted.append(String.format(c <= 0xFF ? "\\x%02X" : "\\u%04X", c));
        }
      }
    }
  }
}
