package io.jcompose.cli.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** A command with further commands below it, which does nothing alone. */
abstract class CommandGroup implements Callable<Integer> {
  private final Tools tools;
  private final String name;
  private final Map<String, CommandMaker> below = new LinkedHashMap<>();

  /**
   * Creates a group without commands.
   *
   * @param name as it stands after {@code jcompose}
   */
  CommandGroup(Tools tools, String name) {
    this.tools = tools;
    this.name = name;
  }

  /** Puts a command below this one. */
  final void add(String command, CommandMaker maker) {
    below.put(command, maker);
  }

  /** Returns the commands below it, by name. */
  final Map<String, CommandMaker> below() {
    return Collections.unmodifiableMap(below);
  }

  @Override
  public final Integer call() {
    return new FailureReport(tools.console())
        .usage("name what is to be done: " + String.join(", ", below.keySet()), "jcompose " + name)
        .number();
  }
}
