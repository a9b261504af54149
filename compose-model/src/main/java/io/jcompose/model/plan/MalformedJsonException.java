package io.jcompose.model.plan;

import org.jspecify.annotations.Nullable;

/**
 * A text is not what {@link PlanJson} writes for the type asked for: cut short, edited by hand, or
 * of another version.
 *
 * <p>Not a {@code JcomposeException}: only the caller knows where the text came from and what its
 * user can do about that, so whoever reads a file or a socket catches this and says so.
 */
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedJsonException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
