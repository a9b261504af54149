package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;

/** {@code jcompose network}, the parent of the commands about networks. */
final class NetworkCommands extends CommandGroup {
  NetworkCommands(Tools tools, Syntax syntax) {
    super(tools, "network");
    syntax.describe("List, make, remove and join networks.");
    add("ls", NetworkListCommand::new);
    add("inspect", NetworkInspectCommand::new);
    add("create", NetworkCreateCommand::new);
    add("rm", NetworkRemoveCommand::new);
    add("prune", NetworkPruneCommand::new);
    add("connect", NetworkConnectCommand::new);
    add("disconnect", NetworkDisconnectCommand::new);
  }
}
