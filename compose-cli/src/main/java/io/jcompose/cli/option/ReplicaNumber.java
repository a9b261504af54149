package io.jcompose.cli.option;

/** The number of one of a service's replicas. */
public final class ReplicaNumber {
  private ReplicaNumber() {}

  /**
   * Returns the number that {@code text} spells.
   *
   * @throws IllegalArgumentException if it spells none
   */
  public static int parse(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not an int", e);
    }
  }
}
