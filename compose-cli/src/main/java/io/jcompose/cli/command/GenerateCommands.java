package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;

/** {@code jcompose generate}, the parent of the commands that say a project in others' words. */
final class GenerateCommands extends CommandGroup {
  GenerateCommands(Tools tools, Syntax syntax) {
    super(tools, "generate");
    syntax.describe("Write what other tools start the project by.");
    add("systemd", GenerateSystemdCommand::new);
    add("quadlet", GenerateQuadletCommand::new);
    add("kube", GenerateKubeCommand::new);
  }
}
