package io.jcompose.model.interpolate;

import io.jcompose.model.error.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format of {@code docker run --env-file}: no quotes, no variables, no comments after values.
 */
final class RawEnvFile {
  /** A line without its end; of CR-LF the CR is no part of the value either. */
  private static final Pattern LINE = Pattern.compile("(?<line>[^\\n]*?)\\r?(?:\\n|\\z)");

  private final String text;
  private final Lines lines;
  private final Variables surroundings;
  private final Problems problems;
  private final Map<String, String> set = new LinkedHashMap<>();

  RawEnvFile(String file, String text, Variables surroundings, Problems problems) {
    this.text = text;
    this.lines = new Lines(file, text);
    this.surroundings = surroundings;
    this.problems = problems;
  }

  Variables variables() {
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      int start = line.start();
      while (start < line.end("line") && EnvFileText.isBlank(text.charAt(start))) {
        start++;
      }
      String statement = text.substring(start, line.end("line"));
      if (!statement.isEmpty() && !statement.startsWith("#")) {
        statement(start, statement);
      }
    }
    return new Variables(set);
  }

  private void statement(int start, String statement) {
    int equals = statement.indexOf('=');
    String name = equals < 0 ? statement : statement.substring(0, equals);
    if (name.isEmpty() || name.chars().anyMatch(EnvFileText::isBlank)) {
      // the line itself is not shown: it may be part of a secret
      problems.add(
          lines.place(start),
          "",
          "this line does not start with a variable's name",
          "write NAME=value, without space before '='");
    } else if (EnvFileText.unreadable(statement) >= 0) {
      problems.add(
          lines.place(start + EnvFileText.unreadable(statement)),
          "",
          "this line is not valid UTF-8",
          "save the file in UTF-8");
    } else if (equals < 0) {
      surroundings.get(name).ifPresent(value -> set.put(name, value));
    } else {
      set.put(name, statement.substring(equals + 1));
    }
  }
}
