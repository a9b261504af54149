package io.jcompose.cli.option;

import java.time.Duration;

/** A whole number of seconds, as docker compose's {@code --timeout} takes it. */
public final class Seconds {
  private Seconds() {}

  /**
   * Returns the time that {@code text} spells.
   *
   * @throws IllegalArgumentException if it spells none
   */
  public static Duration parse(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number of seconds");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }
}
