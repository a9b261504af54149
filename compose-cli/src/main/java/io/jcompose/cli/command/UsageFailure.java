package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.model.error.JcomposeException;

/**
 * The words of a command line do not go together, or name what is not there; nothing was done. Ends
 * with {@link io.jcompose.cli.exit.ExitCode#USAGE}.
 */
final class UsageFailure extends JcomposeException {
  private static final long serialVersionUID = 1;

  UsageFailure(String message, String hint) {
    super(message, hint, null);
  }

  /** Fails if both of two options were given. */
  static void ifBoth(Flag one, String oneName, Flag other, String otherName) {
    if (one.isSet() && other.isSet()) {
      throw new UsageFailure(
          oneName + " and " + otherName + " do not go together", "leave one of them out");
    }
  }
}
