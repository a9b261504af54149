package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code jcompose secret}, the parent of the commands about secrets that belong to no project. */
final class SecretCommands implements Callable<Integer>, CommandGroup {
  private final Tools tools;
  private final Map<String, CommandMaker> below = new LinkedHashMap<>();

  SecretCommands(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Keep secrets that files call 'external'.");
    below.put("create", SecretCreateCommand::new);
    below.put("ls", SecretListCommand::new);
    below.put("inspect", SecretInspectCommand::new);
    below.put("rm", SecretRemoveCommand::new);
  }

  @Override
  public Map<String, CommandMaker> below() {
    return below;
  }

  @Override
  public Integer call() {
    return new FailureReport(tools.console())
        .usage("name what is to be done: " + String.join(", ", below.keySet()), "jcompose secret")
        .number();
  }
}
