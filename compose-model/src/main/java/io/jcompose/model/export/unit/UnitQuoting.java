package io.jcompose.model.export.unit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes texts so that systemd reads just them. How much it makes of a text depends on the setting:
 * all know specifiers ({@code %n}); lists of words know quotes; command lines and environments know
 * backslashes in them; and command lines alone know variables.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/systemd.syntax.7.html">systemd.syntax(7)</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/systemd.service.5.html">systemd.service(5),
 *     "Command lines"</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/systemd.unit.5.html">systemd.unit(5),
 *     "Specifiers"</a>
 */
public final class UnitQuoting {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@+-]+");

  private UnitQuoting() {}

  /** Returns a command line. */
  public static String command(List<String> program, List<String> words) {
    return program
        .get(0)
        .transform(UnitQuoting::word)
        .concat(
            program.stream()
                .skip(1)
                .map(UnitQuoting::argument)
                .map(word -> " " + word)
                .collect(Collectors.joining()))
        .concat(words.stream().map(word -> " " + word).collect(Collectors.joining()));
  }

  /** Returns a word of a command line, after the program. */
  public static String argument(String text) {
    return word(text.replace("$", "$$"));
  }

  /**
   * Returns an argument whose end systemd fills in.
   *
   * @param specifier such as {@code %i}
   */
  public static String argument(String text, String specifier) {
    return argument(text) + specifier;
  }

  /** Returns one of the words of {@code Environment=}, in which {@code $} is a letter. */
  public static String assignment(String name, String value) {
    return word(name + "=" + value);
  }

  /**
   * Returns the path of a program as a command line's first word; {@code $} is a letter there, but
   * systemd refuses a few letters altogether.
   */
  public static Optional<String> faultOfProgram(String path) {
    if (!path.startsWith("/")) {
      return Optional.of("it is not absolute");
    }
    return path.chars().anyMatch(letter -> letter < ' ' || "\"'\\$\u007f".indexOf(letter) >= 0)
        ? Optional.of("systemd runs no program with a quote, '\\', '$' or control character in it")
        : Optional.empty();
  }

  /**
   * Returns a path as one of the words of {@code RequiresMountsFor=}, where quotes are known and
   * backslashes are letters; empty if that cannot be said.
   */
  public static Optional<String> mountPath(String path) {
    boolean control = path.chars().anyMatch(letter -> letter < ' ' || letter == 0x7f);
    boolean both = path.contains("\"") && path.contains("'");
    if (control || both) {
      return Optional.empty();
    }
    String quote = path.contains("\"") ? "'" : "\"";
    String text = path.replace("%", "%%");
    return Optional.of(PLAIN.matcher(path).matches() ? text : quote + text + quote);
  }

  /** Returns a text that stands for itself to the end of the line. */
  public static String line(String text) {
    return text.replace("%", "%%").replaceAll("\\p{Cntrl}", " ");
  }

  private static String word(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    // quotes keep blanks, and a ';' from ending the command
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            codePoint -> {
              switch (codePoint) {
                case '%' -> quoted.append("%%");
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                  if (codePoint < ' ' || codePoint == 0x7f) {
                    quoted.append("\\x%02x".formatted(codePoint));
                  } else {
                    quoted.appendCodePoint(codePoint);
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }
}
