package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;

/**
 * A YAML scalar, not yet of any type.
 *
 * @param text its text, escapes and line folding undone
 * @param plain whether it was written without quotes, so that it may mean null, a number, …; {@link
 *     PlainScalar} says what it does mean where any type is welcome
 */
public record ScalarNode(Place place, String text, boolean plain) implements Node {
  /** Returns {@code text} at the place of this scalar; as if quoted, so never null. */
  public ScalarNode withText(String changed) {
    return new ScalarNode(place, changed, false);
  }

  @Override
  public boolean isNull() {
    return plain && PlainScalar.isNull(text);
  }

  @Override
  public String description() {
    return isNull() ? "nothing" : "'" + text + "'";
  }
}
