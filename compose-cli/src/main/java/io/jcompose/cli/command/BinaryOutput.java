package io.jcompose.cli.command;

import io.jcompose.cli.output.Console;

/** Standard output that is not meant for people. */
final class BinaryOutput {
  private BinaryOutput() {}

  /**
   * Does nothing unless standard output is a terminal.
   *
   * @throws CommandFailure otherwise; {@code hint} says what to do
   */
  static void requireNoTerminal(Console console, String hint) {
    if (console.facts().out()) {
      throw new CommandFailure("an archive is not written to a terminal", hint);
    }
  }
}
