package io.jcompose.runtime.linux.logs.driver;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which labels and variables of a container go with its lines.
 *
 * @param labels names with commas in between
 * @param labelsPattern a regular expression that is to be found in a name
 * @param variables names with commas in between
 * @param variablesPattern a regular expression that is to be found in a name
 */
record AttributeSelection(
    Optional<String> labels,
    Optional<String> labelsPattern,
    Optional<String> variables,
    Optional<String> variablesPattern) {

  /** Returns what is selected, by name. */
  Map<String, String> of(Map<String, String> allLabels, Map<String, String> allVariables) {
    Map<String, String> selected = new TreeMap<>();
    select(allLabels, labels, labelsPattern, selected);
    select(allVariables, variables, variablesPattern, selected);
    return selected;
  }

  private static void select(
      Map<String, String> from,
      Optional<String> names,
      Optional<String> pattern,
      Map<String, String> into) {
    names.stream()
        .flatMap(list -> Arrays.stream(list.split(",", -1)))
        .map(String::strip)
        .filter(from::containsKey)
        .forEach(name -> into.put(name, from.getOrDefault(name, "")));
    pattern
        .map(Pattern::compile)
        .ifPresent(
            wanted ->
                from.forEach(
                    (name, value) -> {
                      if (wanted.matcher(name).find()) {
                        into.put(name, value);
                      }
                    }));
  }
}
