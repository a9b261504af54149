package io.jcompose.cli.command;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jcompose network rm}. */
@Command(name = "rm", aliases = "remove", description = "Remove networks that no pod is in.")
final class NetworkRemoveCommand implements Callable<Integer> {
  private final Tools tools;

  @Option(
      names = {"-f", "--force"},
      description = "Do not mind networks that are not there.")
  private boolean force;

  @Parameters(paramLabel = "NETWORK", arity = "1..*", description = "Names or ids.")
  private final List<String> names = new ArrayList<>();

  NetworkRemoveCommand(Tools tools) {
    this.tools = tools;
  }

  /** Goes on after one that cannot be removed, and tells of each. */
  @Override
  public Integer call() {
    FailureReport report = new FailureReport(tools.console());
    NetworkArguments arguments = new NetworkArguments(tools);
    int worst = 0;
    for (String name : names) {
      try {
        Optional<NetworkStatus> network =
            force ? arguments.find(name) : Optional.of(arguments.existing(name));
        if (network.isPresent()) {
          tools.runtime().get().networks().remove(network.get().plan().name());
          tools.console().line(name);
        }
      } catch (JcomposeException e) {
        worst = Math.max(worst, report.failure(e, tools.options().debug()).number());
      }
    }
    return worst;
  }
}
