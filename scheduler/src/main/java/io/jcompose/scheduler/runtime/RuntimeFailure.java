package io.jcompose.scheduler.runtime;

import io.jcompose.model.error.JcomposeException;
import org.jspecify.annotations.Nullable;

/** An engine was asked for something and could not do it. */
public class RuntimeFailure extends JcomposeException {
  private static final long serialVersionUID = 1;

  /** Creates a failure that nothing else caused. */
  public RuntimeFailure(String message, String hint) {
    this(message, hint, null);
  }

  /** Creates a failure with its cause. */
  public RuntimeFailure(String message, String hint, @Nullable Throwable cause) {
    super(message, hint, cause);
  }
}
