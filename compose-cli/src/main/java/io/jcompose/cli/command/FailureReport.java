package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.output.Console;
import io.jcompose.cli.output.OutputClosedException;
import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.error.Problem;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong, and picks the exit code. */
final class FailureReport {
  private final Console console;

  FailureReport(Console console) {
    this.console = console;
  }

  /** Shows what is wrong with the command line. */
  ExitCode usage(ParameterException failure) {
    String message = lowerCase(String.valueOf(failure.getMessage()));
    List<String> suggestions =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    if (suggestions.isEmpty()) {
      return usage(message, failure.getCommandLine().getCommandSpec().qualifiedName());
    }
    show(message, "did you mean '" + suggestions.get(0) + "'?");
    return ExitCode.USAGE;
  }

  /** Shows what is wrong with the command line, and that the help of {@code command} may help. */
  ExitCode usage(String message, String command) {
    show(message, "run '" + command + " --help' to see what there is");
    return ExitCode.USAGE;
  }

  /** Shows why a command failed. */
  ExitCode failure(Throwable failure, boolean withTrace) {
    if (failure instanceof OutputClosedException) {
      return ExitCode.OUTPUT_CLOSED;
    }
    if (withTrace) {
      console.trace(failure);
    }
    if (failure instanceof InvalidComposeFileException invalid) {
      invalid.problems().stream().map(Problem::toString).forEach(console::errorLine);
      return ExitCode.INVALID_FILE;
    }
    if (failure instanceof JcomposeException known) {
      show(String.valueOf(known.getMessage()), known.hint());
      return known instanceof UsageFailure ? ExitCode.USAGE : ExitCode.FAILED;
    }
    show(
        "internal error: " + failure,
        "run the command again with 'jcompose --debug' and report what it shows");
    return ExitCode.BUG;
  }

  private void show(String message, String hint) {
    console.errorLine("jcompose: " + message + (hint.isEmpty() ? "" : "\n  hint: " + hint));
  }

  private static String lowerCase(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
