package io.jcompose.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jcompose network}, the parent of the commands about networks. */
@Command(name = "network", description = "List, make, remove and join networks.")
final class NetworkCommands implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Returns the commands below it, by name. */
  static Map<String, Supplier<Object>> below(Tools tools) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("ls", () -> new NetworkListCommand(tools));
    commands.put("inspect", () -> new NetworkInspectCommand(tools));
    commands.put("create", () -> new NetworkCreateCommand(tools));
    commands.put("rm", () -> new NetworkRemoveCommand(tools));
    commands.put("prune", () -> new NetworkPruneCommand(tools));
    commands.put("connect", () -> new NetworkConnectCommand(tools));
    commands.put("disconnect", () -> new NetworkDisconnectCommand(tools));
    return commands;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name what is to be done: " + String.join(", ", spec.subcommands().keySet()));
  }
}
