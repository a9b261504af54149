package io.jcompose.model.export.unit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what units say as systemd.syntax(7) and systemd.service(5) tell that systemd does. */
public final class UnitReader {
  private UnitReader() {}

  /** Returns the words that a command line of a unit runs, with an empty environment. */
  public static List<String> command(String line) {
    List<String> words = new ArrayList<>();
    for (String word : words(specified(line), true)) {
      words.add(words.isEmpty() ? word : word.replaceAll("\\$\\$", "\\$"));
    }
    return words;
  }

  /** Returns the words of a list with quotes, such as {@code Environment=}. */
  public static List<String> words(String line) {
    return words(specified(line), true);
  }

  /** Returns the words of a list in which backslashes are letters. */
  public static List<String> paths(String line) {
    return words(specified(line), false);
  }

  /** Fills in specifiers, of which there must be no other than that for a per cent sign. */
  private static String specified(String line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '%') {
        i++;
        if (i == line.length() || line.charAt(i) != '%') {
          throw new AssertionError("a specifier in " + line);
        }
      }
      text.append(line.charAt(i));
    }
    return text.toString();
  }

  private static List<String> words(String line, boolean escapes) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    List<String> words = new ArrayList<>();
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    boolean begun = false;
    int quote = 0;
    for (int i = 0; i < bytes.length; i++) {
      int letter = bytes[i];
      if (escapes && letter == '\\') {
        begun = true;
        int next = bytes[++i];
        switch (next) {
          case 'n' -> word.write('\n');
          case 't' -> word.write('\t');
          case 'r' -> word.write('\r');
          case '\\', '"', '\'' -> word.write(next);
          case 'x' -> {
            word.write(Integer.parseInt(line(bytes, i + 1, 2), 16));
            i += 2;
          }
          default -> throw new AssertionError("an unknown escape in " + line);
        }
      } else if (quote != 0) {
        if (letter == quote) {
          quote = 0;
        } else {
          word.write(letter);
        }
      } else if (letter == '"' || letter == '\'') {
        quote = letter;
        begun = true;
      } else if (letter == ' ' || letter == '\t') {
        if (begun) {
          words.add(word.toString(StandardCharsets.UTF_8));
        }
        word.reset();
        begun = false;
      } else {
        word.write(letter);
        begun = true;
      }
    }
    if (quote != 0) {
      throw new AssertionError("a quote stays open in " + line);
    }
    if (begun) {
      words.add(word.toString(StandardCharsets.UTF_8));
    }
    return words;
  }

  private static String line(byte[] bytes, int start, int length) {
    return new String(bytes, start, length, StandardCharsets.US_ASCII);
  }
}
