package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.List;
import java.util.function.Supplier;

/** {@code jcompose network prune}. */
final class NetworkPruneCommand implements Runnable {
  private final Tools tools;
  private final Flag force;
  private final Supplier<List<String>> filters;

  NetworkPruneCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Remove all networks that no pod is in.");
    force = syntax.flag("-f, --force", "Do not ask.");
    filters =
        syntax
            .option(
                "--filter=KEY=VALUE",
                "Only those whose name, id, driver, label or project is VALUE.")
            .repeated();
  }

  @Override
  public void run() {
    NetworkFilter filter = NetworkFilter.of(filters.get());
    List<NetworkStatus> unused =
        tools.runtime().get().networks().list().stream()
            .filter(network -> network.endpoints().isEmpty())
            .filter(filter::matches)
            .toList();
    if (unused.isEmpty()) {
      return;
    }
    if (!force.isSet() && !tools.console().confirms("Remove " + words(unused) + "?")) {
      throw new CommandFailure(
          "nothing was removed: nobody said yes", "give '--force' to be asked nothing");
    }
    for (NetworkStatus network : unused) {
      tools.runtime().get().networks().remove(network.plan().name());
      tools.console().line(network.plan().name().value());
    }
  }

  private static String words(List<NetworkStatus> networks) {
    return networks.size() == 1
        ? "network '" + networks.get(0).plan().name() + "'"
        : networks.size() + " networks that no pod is in";
  }
}
