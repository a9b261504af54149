package io.jcompose.model.error;

import org.jspecify.annotations.Nullable;

/**
 * Something the user can act on; the root of everything jcompose throws on purpose.
 *
 * <p>The message says what was tried, on what, and why not: lower case, no full stop. The hint says
 * what to do: an imperative sentence naming the real flag, key or package. Callers branch on types
 * and fields, never on the message. A bug is an {@link IllegalStateException} or {@link
 * IllegalArgumentException} instead.
 */
public abstract class JcomposeException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String hint;

  /** Creates the exception; {@code hint} must not be empty. */
  protected JcomposeException(String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** Returns an imperative sentence telling the user what to try next; never empty. */
  public final String hint() {
    return hint;
  }
}
