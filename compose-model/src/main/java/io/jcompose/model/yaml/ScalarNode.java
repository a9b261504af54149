package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;
import java.util.regex.Pattern;

/**
 * A YAML scalar, not yet of any type.
 *
 * @param text its text, escapes and line folding undone
 * @param plain whether it was written without quotes, so that it may mean null, a number, …; {@link
 *     PlainScalar} says what it does mean where any type is welcome
 */
public record ScalarNode(Place place, String text, boolean plain) implements Node {
  private static final int MAX_SHOWN = 80;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  /** Returns {@code text} at the place of this scalar; as if quoted, so never null. */
  public ScalarNode withText(String changed) {
    return new ScalarNode(place, changed, false);
  }

  /** Returns the type of what it means; if quoted, always a text. */
  public PlainScalar.Kind kind() {
    return plain ? PlainScalar.of(text).kind() : PlainScalar.Kind.STRING;
  }

  /**
   * Returns what it means as a text, where a number, boolean or date is welcome as one: {@code 1e3}
   * as {@code 1000}.
   */
  public String value() {
    return plain ? PlainScalar.of(text).asString() : text;
  }

  @Override
  public boolean isNull() {
    return plain && PlainScalar.isNull(text);
  }

  @Override
  public String description() {
    return isNull() ? "nothing" : "'" + shown() + "'";
  }

  /** Returns the text for a message: on one line, and short enough to be read. */
  private String shown() {
    String start = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    return CONTROL.matcher(start).replaceAll(" ");
  }
}
