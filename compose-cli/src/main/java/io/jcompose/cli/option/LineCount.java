package io.jcompose.cli.option;

import java.util.OptionalInt;

/** A number of lines, or {@code all}, which is empty. */
public final class LineCount {
  private LineCount() {}

  /**
   * Returns the number that {@code text} spells.
   *
   * @throws IllegalArgumentException if it spells none
   */
  public static OptionalInt parse(String text) {
    if (text.equals("all")) {
      return OptionalInt.empty();
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("'" + text + "' is neither a number of lines nor 'all'");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }
}
