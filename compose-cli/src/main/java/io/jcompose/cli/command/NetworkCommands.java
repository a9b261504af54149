package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code jcompose network}, the parent of the commands about networks. */
final class NetworkCommands implements Callable<Integer>, CommandGroup {
  private final Tools tools;
  private final Map<String, CommandMaker> below = new LinkedHashMap<>();

  NetworkCommands(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("List, make, remove and join networks.");
    below.put("ls", NetworkListCommand::new);
    below.put("inspect", NetworkInspectCommand::new);
    below.put("create", NetworkCreateCommand::new);
    below.put("rm", NetworkRemoveCommand::new);
    below.put("prune", NetworkPruneCommand::new);
    below.put("connect", NetworkConnectCommand::new);
    below.put("disconnect", NetworkDisconnectCommand::new);
  }

  @Override
  public Map<String, CommandMaker> below() {
    return below;
  }

  @Override
  public Integer call() {
    return new FailureReport(tools.console())
        .usage("name what is to be done: " + String.join(", ", below.keySet()), "jcompose network")
        .number();
  }
}
