package io.jcompose.cli.command;

import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jcompose network prune}. */
@Command(name = "prune", description = "Remove all networks that no pod is in.")
final class NetworkPruneCommand implements Runnable {
  private final Tools tools;

  @Option(
      names = {"-f", "--force"},
      description = "Do not ask.")
  private boolean force;

  @Option(
      names = "--filter",
      paramLabel = "KEY=VALUE",
      description = "Only those whose name, id, driver, label or project is VALUE.")
  private final List<String> filters = new ArrayList<>();

  NetworkPruneCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public void run() {
    NetworkFilter filter = NetworkFilter.of(filters);
    List<NetworkStatus> unused =
        tools.runtime().get().networks().list().stream()
            .filter(network -> network.endpoints().isEmpty())
            .filter(filter::matches)
            .toList();
    if (unused.isEmpty()) {
      return;
    }
    if (!force && !tools.console().confirms("Remove " + words(unused) + "?")) {
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
