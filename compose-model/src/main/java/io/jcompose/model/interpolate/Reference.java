package io.jcompose.model.interpolate;

/**
 * One mention of a variable in a text, such as <code>${V:-default}</code>.
 *
 * @param emptyCountsAsUnset whether the operator was written with a colon
 * @param operand what stands behind the operator, as written; empty without an operator
 */
record Reference(String variable, Operator operator, boolean emptyCountsAsUnset, String operand) {

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
    return new Reference(variable, Operator.NONE, false, "");
  }
}
