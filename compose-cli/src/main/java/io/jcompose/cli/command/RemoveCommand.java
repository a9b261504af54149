package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.RemoveOptions;
import io.jcompose.scheduler.ready.RestartRule;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code jcompose rm}. */
final class RemoveCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final Flag force;
  private final Flag stop;
  private final Flag volumes;

  RemoveCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Remove containers that do not run.");
    services = new ServiceArguments(syntax);
    force = syntax.flag("-f, --force", "Do not ask.");
    stop = syntax.flag("-s, --stop", "Stop those that run, and remove them too.");
    volumes = syntax.flag("-v, --volumes", "Remove their anonymous volumes too.");
  }

  @Override
  public Integer call() {
    ProjectName project = tools.projects().name();
    ProjectState state =
        tools.options().dryRun()
            ? ProjectState.read(project, tools.runtime().get())
            : ProjectState.supervised(project, tools.runtime().get(), tools.supervisors());
    Set<ServiceName> selected = state.isAbsent() ? Set.of() : state.select(services.names());
    List<ContainerStatus> containers =
        state.of(selected).stream()
            .filter(container -> !container.spec().plan().isOneOff()) // they go with 'down'
            .filter(container -> stop.isSet() || RestartRule.isAtRest(container))
            .toList();
    if (containers.isEmpty()) {
      tools.console().errorLine("No stopped containers");
      return ExitCode.OK.number();
    }
    boolean asks = !force.isSet() && !tools.options().dryRun();
    if (asks && !tools.console().confirms(question(containers))) {
      throw new CommandFailure(
          "nothing was removed: nobody said yes", "give '--force' to be asked nothing");
    }
    return new Performance(tools)
        .of(
            tools.supervisors().actor(project),
            new Request.Remove(new RemoveOptions(selected, stop.isSet(), volumes.isSet())))
        .number();
  }

  private static String question(List<ContainerStatus> containers) {
    return containers.stream()
        .map(container -> container.name().value())
        .collect(Collectors.joining(", ", "Going to remove ", ". Are you sure?"));
  }
}
