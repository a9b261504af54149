package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;

/** {@code jcompose kube}, the parent of the commands that work on manifests of Kubernetes. */
final class KubeCommands extends CommandGroup {
  KubeCommands(Tools tools, Syntax syntax) {
    super(tools, "kube");
    syntax.describe("Run manifests of Kubernetes on this host.");
    add("play", KubePlayCommand::new);
    add("down", KubeDownCommand::new);
  }
}
