package io.jcompose.model.check;

import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.project.Environment;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Maps of names to texts: {@code environment} and {@code labels}. */
final class KeyValues {
  private KeyValues() {}

  /** Reads labels: a name without a value has an empty one. */
  static Map<String, String> texts(Value value) {
    Map<String, String> texts = new LinkedHashMap<>();
    value
        .entries()
        .forEach((name, text) -> texts.put(name, text.isNull() ? "" : text.text().orElse("")));
    return texts;
  }

  /** Reads variables: a name without a value has that of {@code surroundings}, or is removed. */
  static Environment environment(Value value, Variables surroundings) {
    Map<String, String> set = new LinkedHashMap<>();
    Set<String> removed = new LinkedHashSet<>();
    value
        .entries()
        .forEach(
            (name, text) -> {
              checkName(name, text);
              if (!text.isNull()) {
                set.put(name, text.text().orElse(""));
              } else if (surroundings.get(name).isPresent()) {
                surroundings.get(name).ifPresent(found -> set.put(name, found));
              } else {
                removed.add(name);
              }
            });
    return new Environment(set, removed);
  }

  private static void checkName(String name, Value where) {
    if (name.isEmpty() || name.indexOf('=') >= 0 || name.endsWith(" ")) {
      where.problem(
          "'" + name + "' is not a variable's name", "write NAME=value, without space before '='");
    }
  }
}
