package io.jcompose.model.value;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What stands between the parts of the names that containers get. */
public enum NameSeparator {
  HYPHEN("-"),
  /** As the first versions of docker-compose had it. */
  UNDERSCORE("_");

  private final String text;

  NameSeparator(String text) {
    this.text = text;
  }

  /** Returns the name that {@code parts} make. */
  public String join(Object... parts) {
    return Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(text));
  }
}
