package io.jcompose.cli.systemd;

import io.jcompose.model.error.JcomposeException;

/** systemd did not do what it was asked for. */
public final class UnitFailure extends JcomposeException {
  private static final long serialVersionUID = 1;

  /** Creates a failure. */
  public UnitFailure(String message, String hint) {
    super(message, hint, null);
  }

  /** Creates a failure with what brought it about. */
  public UnitFailure(String message, String hint, Throwable cause) {
    super(message, hint, cause);
  }
}
