package io.jcompose.cli.command;

import io.jcompose.model.error.JcomposeException;

/** A command cannot do what it was asked for. */
final class CommandFailure extends JcomposeException {
  private static final long serialVersionUID = 1;

  CommandFailure(String message, String hint) {
    super(message, hint, null);
  }

  CommandFailure(String message, String hint, Throwable cause) {
    super(message, hint, cause);
  }
}
