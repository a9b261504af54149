package io.jcompose.cli.supervisor;

import io.jcompose.model.error.JcomposeException;
import org.jspecify.annotations.Nullable;

/** A project's supervisor cannot be reached or started, or says that something cannot be done. */
public final class SupervisorFailure extends JcomposeException {
  private static final long serialVersionUID = 1;

  SupervisorFailure(String message, String hint) {
    this(message, hint, null);
  }

  SupervisorFailure(String message, String hint, @Nullable Throwable cause) {
    super(message, hint, cause);
  }
}
