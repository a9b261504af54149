package io.jcompose.model.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code provider:}: a program outside of Compose that runs the service.
 *
 * @param type the program's name
 * @param options what it is told, each option with its values
 */
public record Provider(String type, Map<String, List<String>> options) {
  public Provider {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    options.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    options = Collections.unmodifiableMap(copy);
  }
}
