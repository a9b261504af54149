package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import java.util.concurrent.Callable;

/** {@code jcompose kube down}. */
final class KubeDownCommand implements Callable<Integer> {
  private final Tools tools;
  private final ManifestArguments manifests;
  private final Flag force;

  KubeDownCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Stop and remove the pods that 'kube play' made of the same files.");
    manifests = new ManifestArguments(syntax);
    force = syntax.flag("--force", "Remove the volumes of claims too, with all that is in them.");
  }

  /** {@inheritDoc} Reads no file: its name says which project is meant. */
  @Override
  public Integer call() {
    return new PlayedProject(tools, manifests.name(tools)).down(force.isSet()).number();
  }
}
