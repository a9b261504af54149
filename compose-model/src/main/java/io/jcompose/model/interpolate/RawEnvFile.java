package io.jcompose.model.interpolate;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The format of {@code docker run --env-file}: no quotes, no variables, no comments after values.
 */
final class RawEnvFile {
  private final String file;
  private final String text;
  private final Variables surroundings;
  private final Problems problems;

  RawEnvFile(String file, String text, Variables surroundings, Problems problems) {
    this.file = file;
    this.text = text;
    this.surroundings = surroundings;
    this.problems = problems;
  }

  Variables variables() {
    Map<String, String> set = new LinkedHashMap<>();
    int number = 0;
    for (String written : text.split("\n", -1)) {
      number++;
      String line = written.stripLeading();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      String name = equals < 0 ? line.strip() : line.substring(0, equals);
      if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
        problems.add(
            new Place(file, number, written.length() - line.length() + 1),
            "",
            "this line does not start with a variable's name",
            "write NAME=value, without space before '='");
      } else if (equals < 0) {
        surroundings.get(name).ifPresent(value -> set.put(name, value));
      } else {
        set.put(name, line.substring(equals + 1));
      }
    }
    return new Variables(set);
  }
}
