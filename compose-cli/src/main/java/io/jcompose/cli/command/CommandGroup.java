package io.jcompose.cli.command;

import java.util.Map;

/** A command with further commands below it. */
interface CommandGroup {
  /** Returns the commands below it, by name. */
  Map<String, CommandMaker> below();
}
