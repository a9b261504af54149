package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;

/** How a command is made: its constructor. */
@FunctionalInterface
interface CommandMaker {
  /**
   * Makes the command, a Runnable or a Callable, which declares in {@code syntax} what it takes.
   */
  Object make(Tools tools, Syntax syntax);
}
