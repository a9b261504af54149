package io.jcompose.tests.quadlet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A unit that Quadlet has made, read as systemd.syntax(7) and systemd.service(5) tell that systemd
 * reads it.
 */
final class DerivedUnit {
  private static final String PLAIN_ESCAPES = "abfnrtv\\\"'s";
  private static final String PLAIN_LETTERS = "\u0007\b\f\n\r\t\u000b\\\"' ";

  private final String name;
  private final List<String> lines;

  DerivedUnit(String name, List<String> lines) {
    this.name = name;
    this.lines = List.copyOf(lines);
  }

  /** Returns what stands behind all settings of this name, in order. */
  List<String> values(String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .toList();
  }

  /** Returns the words of the commands of this kind that begin with {@code program}. */
  List<List<String>> commands(String key, String program) {
    return values(key).stream()
        .map(line -> line.startsWith("-") ? line.substring(1) : line)
        .filter(line -> line.startsWith(program + " "))
        .map(this::command)
        .toList();
  }

  private List<String> command(String line) {
    Map<String, String> variables = new HashMap<>();
    for (String assignment : values("Environment")) {
      int equals = assignment.indexOf('=');
      variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    return words(specified(line)).stream().map(word -> expanded(word, variables)).toList();
  }

  private String specified(String line) {
    StringBuilder text = new StringBuilder();
    boolean begun = false;
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      if (!begun) {
        begun = letter == '%';
        text.append(begun ? "" : String.valueOf(letter));
        continue;
      }
      begun = false;
      switch (letter) {
        case '%' -> text.append('%');
        case 't' -> text.append("/run");
        case 'E' -> text.append("/etc");
        case 'n' -> text.append(name);
        case 'N' -> text.append(name, 0, name.lastIndexOf('.'));
        default -> throw new AssertionError("a specifier that nobody wanted in " + line);
      }
    }
    return text.toString();
  }

  private static String expanded(String word, Map<String, String> variables) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < word.length()) {
      if (word.startsWith("$$", at)) {
        text.append('$');
        at += 2;
      } else if (word.startsWith("${", at)) {
        int end = word.indexOf('}', at);
        String variable = word.substring(at + 2, end);
        if (!variables.containsKey(variable)) {
          throw new AssertionError("a variable that nobody set in " + word);
        }
        text.append(variables.get(variable));
        at = end + 1;
      } else if (word.charAt(at) == '$') {
        throw new AssertionError("a dollar sign that systemd would make something of in " + word);
      } else {
        text.append(word.charAt(at));
        at++;
      }
    }
    return text.toString();
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      if (letter == '\\') {
        begun = true;
        i = escape(line, i + 1, word);
      } else if (quote != 0 && letter == quote) {
        quote = 0;
      } else if (quote == 0 && (letter == '"' || letter == '\'')) {
        quote = letter;
        begun = true;
      } else if (quote == 0 && letter == ' ') {
        if (begun) {
          add(word, words, line);
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(letter);
        begun = true;
      }
    }
    if (quote != 0) {
      throw new AssertionError("a quote stays open in " + line);
    }
    if (begun) {
      add(word, words, line);
    }
    return words;
  }

  private static void add(StringBuilder word, List<String> words, String line) {
    if (word.toString().equals(";")) {
      throw new AssertionError("the command ends before its end: " + line);
    }
    words.add(word.toString());
  }

  /** Returns where the escape ends that follows a backslash. */
  private static int escape(String line, int at, StringBuilder word) {
    char kind = line.charAt(at);
    int plain = PLAIN_ESCAPES.indexOf(kind);
    if (plain >= 0) {
      word.append(PLAIN_LETTERS.charAt(plain));
      return at;
    }
    int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 0;
    if (digits == 0) {
      throw new AssertionError("an unknown escape in " + line);
    }
    int code = Integer.parseInt(line.substring(at + 1, at + 1 + digits), 16);
    word.append(
        digits == 4 || code < 128
            ? String.valueOf((char) code)
            : new String(new byte[] {(byte) code}, StandardCharsets.ISO_8859_1));
    return at + digits;
  }
}
