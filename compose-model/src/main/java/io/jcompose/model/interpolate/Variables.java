package io.jcompose.model.interpolate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Variables that {@code $NAME} may stand for, in the order they were set. */
public record Variables(Map<String, String> values) {
  /** None at all. */
  public static final Variables NONE = new Variables(Map.of());

  public Variables {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns the value of {@code name}; empty if it is not set. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Returns these variables and those of {@code others} that are not among them. */
  public Variables orElse(Variables others) {
    var all = new LinkedHashMap<>(others.values);
    all.putAll(values);
    return new Variables(all);
  }

  /**
   * Returns a {@code NAME=value} for each variable, by name, as {@code config --environment} prints
   * them; a value of several lines stays so.
   */
  public List<String> assignments() {
    return new TreeMap<>(values)
        .entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
  }

  /** Returns its names only: values are often secrets, and this may end in a log. */
  @Override
  public String toString() {
    return "Variables[names=" + values.keySet() + "]";
  }
}
