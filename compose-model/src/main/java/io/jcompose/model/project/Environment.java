package io.jcompose.model.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service's environment variables, {@code env_file:} and {@code environment:} taken together.
 *
 * @param values name to value, in the order of the files
 * @param removed names written without a value that nobody sets: taken out of the image's
 *     environment
 */
public record Environment(Map<String, String> values, Set<String> removed) {
  /** Sets nothing, removes nothing. */
  public static final Environment EMPTY = new Environment(Map.of(), Set.of());

  public Environment {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    removed = Collections.unmodifiableSet(new TreeSet<>(removed));
  }

  /** Returns its names only: values are often secrets, and this may end in a log. */
  @Override
  public String toString() {
    return "Environment[names=" + values.keySet() + ", removed=" + removed + "]";
  }
}
