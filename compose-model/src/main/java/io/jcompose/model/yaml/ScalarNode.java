package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;
import java.util.Set;

/**
 * A YAML scalar, not yet of any type.
 *
 * @param text its text, escapes and line folding undone
 * @param plain whether it was written without quotes, so that it may mean null, a number, …
 */
public record ScalarNode(Place place, String text, boolean plain) implements Node {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  /** Returns {@code text} at the place of this scalar; as if quoted, so never null. */
  public ScalarNode withText(String changed) {
    return new ScalarNode(place, changed, false);
  }

  @Override
  public boolean isNull() {
    return plain && NULLS.contains(text);
  }

  @Override
  public String description() {
    return isNull() ? "nothing" : "'" + text + "'";
  }
}
