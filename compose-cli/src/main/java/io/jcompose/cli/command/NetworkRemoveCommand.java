package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.error.JcomposeException;
import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose network rm}. */
final class NetworkRemoveCommand implements Callable<Integer> {
  private final Tools tools;
  private final Flag force;
  private final Supplier<List<String>> names;

  NetworkRemoveCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Remove networks that no pod is in.");
    force = syntax.flag("-f, --force", "Do not mind networks that are not there.");
    names = syntax.oneOrMoreArguments("NETWORK", "Names or ids.");
  }

  /** Goes on after one that cannot be removed, and tells of each. */
  @Override
  public Integer call() {
    FailureReport report = new FailureReport(tools.console());
    NetworkArguments arguments = new NetworkArguments(tools);
    int worst = 0;
    for (String name : names.get()) {
      try {
        Optional<NetworkStatus> network =
            force.isSet() ? arguments.find(name) : Optional.of(arguments.existing(name));
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
