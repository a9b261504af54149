package io.jcompose.model.schema;

/**
 * How many ports the ranges of a whole project may still come to: seven letters make 65,535.
 * Belongs to one thread.
 */
public final class PortBudget {
  private static final int MOST = 200_000;

  private int spent;

  /** Creates the budget of one project. */
  public PortBudget() {}

  /**
   * Takes {@code ports} out of the budget.
   *
   * @throws IllegalArgumentException if it does not hold as many
   */
  void spend(int ports) {
    spent += ports;
    if (spent > MOST) {
      throw new IllegalArgumentException(
          "the project's port ranges come to more than " + MOST + " ports");
    }
  }
}
