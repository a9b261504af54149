package io.jcompose.model.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words for a terminal: what is not plain is quoted and escaped. */
final class PlanWords {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./~^-]+");

  private PlanWords() {}

  /** Returns {@code words} with blanks between them. */
  static String words(Iterable<String> words) {
    List<String> quoted = new ArrayList<>();
    words.forEach(word -> quoted.add(word(word)));
    return String.join(" ", quoted);
  }

  /** Returns {@code word} as it is where that is plain, else in double quotes and escaped. */
  static String word(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    return word.codePoints()
        .mapToObj(PlanWords::escaped)
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int codePoint) {
    return switch (codePoint) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default ->
          isHidden(codePoint)
              ? String.format(Locale.ROOT, "\\u%04x", codePoint)
              : Character.toString(codePoint);
    };
  }

  private static boolean isHidden(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT;
  }

  /** Returns what is said besides, in parentheses after a blank; nothing if there is nothing. */
  static String suffix(List<String> notes) {
    return notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")";
  }

  /** Returns {@code NAME=VALUE} for each of {@code pairs}. */
  static String pairs(Map<String, String> pairs) {
    return words(pairs.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList());
  }
}
