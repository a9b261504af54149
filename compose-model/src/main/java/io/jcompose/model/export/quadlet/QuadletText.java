package io.jcompose.model.export.quadlet;

import io.jcompose.model.export.unit.UnitQuoting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes texts so that podman is given just them. Quadlet reads some settings as words, as systemd
 * does, and others as one text to the end of the line; then it copies them into a command line of
 * systemd, with quotes of its own but with {@code %} and {@code $} as they were: so these are
 * doubled here.
 */
final class QuadletText {
  private QuadletText() {}

  /** Returns one of the words of a setting; not for an empty text, at which Quadlet stops. */
  static String word(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("Quadlet stops reading a line at an empty word");
    }
    return UnitQuoting.argument(text);
  }

  /**
   * Returns a text for a setting that is read to the end of its line; empty if such a setting
   * cannot hold it: blanks at its ends are lost, and so are quotes around it.
   */
  static Optional<String> line(String text) {
    boolean whole =
        !text.isEmpty()
            && text.equals(text.strip())
            && text.chars().noneMatch(Character::isISOControl)
            && !text.endsWith("\\")
            && !text.startsWith("\"")
            && !text.startsWith("'");
    return whole ? Optional.of(escaped(text)) : Optional.empty();
  }

  /** Returns words as a list in JSON, which is a text that any setting can hold. */
  static String json(List<String> words) {
    return escaped(
        words.stream().map(QuadletText::jsonString).collect(Collectors.joining(",", "[", "]")));
  }

  /** Returns a text in which systemd replaces nothing. */
  static String escaped(String text) {
    return text.replace("%", "%%").replace("$", "$$");
  }

  private static String jsonString(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            letter -> {
              if (letter == '"' || letter == '\\') {
                json.append('\\').append((char) letter);
              } else if (Character.isISOControl(letter)) {
                json.append("\\u%04x".formatted(letter));
              } else {
                json.append((char) letter);
              }
            });
    return json.append('"').toString();
  }
}
