package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;

/** {@code jcompose secret}, the parent of the commands about secrets that belong to no project. */
final class SecretCommands extends CommandGroup {
  SecretCommands(Tools tools, Syntax syntax) {
    super(tools, "secret");
    syntax.describe("Keep secrets that files call 'external'.");
    add("create", SecretCreateCommand::new);
    add("ls", SecretListCommand::new);
    add("inspect", SecretInspectCommand::new);
    add("rm", SecretRemoveCommand::new);
  }
}
