package io.jcompose.model.interpolate;

/**
 * One mention of a variable in a text, such as <code>${V:-default}</code>.
 *
 * @param emptyCountsAsUnset whether the operator was written with a colon
 * @param operandStart where in the text the operand starts
 * @param operandEnd where it ends; there is none if that is the same place
 */
record Reference(
    String variable,
    Operator operator,
    boolean emptyCountsAsUnset,
    int operandStart,
    int operandEnd) {

  /** What becomes of the variable's value. */
  enum Operator {
    /** {@code $V}: the value, or nothing. */
    NONE,
    /** {@code -}: the operand takes the place of a missing value. */
    DEFAULT,
    /** {@code ?}: without a value the operand is the error. */
    REQUIRED,
    /** {@code +}: the operand takes the place of a value that is there. */
    ALTERNATE
  }

  /** Returns the mention of {@code variable} without an operator. */
  static Reference plain(String variable) {
    return new Reference(variable, Operator.NONE, false, 0, 0);
  }
}
