package io.jcompose.model.interpolate;

/**
 * A variable that Compose files mention, as {@code config --variables} lists it.
 *
 * @param required whether a mention of it has the operator {@code ?}
 * @param defaultValue what a mention of it puts in place of a missing value, variables in it not
 *     filled in; empty if there is none
 * @param alternateValue what a mention of it puts in place of a value that is there, likewise
 */
public record UsedVariable(
    String name, boolean required, String defaultValue, String alternateValue) {

  /** Returns this variable as both mentions have it; of two defaults the first counts. */
  UsedVariable and(UsedVariable later) {
    return new UsedVariable(
        name,
        required || later.required,
        defaultValue.isEmpty() ? later.defaultValue : defaultValue,
        alternateValue.isEmpty() ? later.alternateValue : alternateValue);
  }
}
