package io.jcompose.cli.watch;

import io.jcompose.model.error.JcomposeException;

/** Files cannot be watched. */
public final class WatchFailure extends JcomposeException {
  private static final long serialVersionUID = 1;

  WatchFailure(String message, String hint) {
    super(message, hint, null);
  }

  WatchFailure(String message, String hint, Throwable cause) {
    super(message, hint, cause);
  }
}
