package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.cli.supervisor.SupervisorFailure;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.DownOptions;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code jcompose wait}. */
final class WaitCommand implements Callable<Integer> {
  private final Tools tools;
  private final Supplier<List<String>> services;
  private final Flag down;

  WaitCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Wait until the containers of services have stopped.");
    syntax.exitCodes(
        Map.of("N", "what the last container to stop ended with; with --down-project the first"));
    services = syntax.oneOrMoreArguments("SERVICE", "The services meant.");
    down =
        syntax.flag(
            "--down-project", "Take the project down once the first container has stopped.");
  }

  @Override
  public Integer call() {
    ProjectState state = new ExistingProject(tools).state();
    Set<ServiceName> selected = state.select(services.get());
    List<ContainerStatus> containers = state.of(selected);
    if (containers.isEmpty()) {
      throw new CommandFailure(
          "there is no container of " + String.join(", ", services.get()) + " to wait for",
          "make it with 'jcompose up -d'");
    }
    StoppedContainers stopped = new StoppedContainers(tools.console(), containers);
    if (containers.stream().noneMatch(ContainerStatus::running)) {
      stopped.allAtRest();
    } else if (!await(state.project(), containers, stopped)) {
      return ExitCode.NOT_AWAITED.number();
    }
    return down.isSet() ? takenDown(state.project(), stopped.firstCode()) : stopped.lastCode();
  }

  private boolean await(
      ProjectName project, List<ContainerStatus> containers, StoppedContainers stopped) {
    Set<ContainerName> names =
        containers.stream().map(ContainerStatus::name).collect(Collectors.toSet());
    try {
      return tools
          .supervisors()
          .remote(project)
          .perform(new Request.AwaitStops(names, down.isSet()), stopped::happened)
          .succeeded();
    } catch (SupervisorFailure e) {
      new FailureReport(tools.console()).failure(e, tools.options().debug());
      return false;
    }
  }

  private int takenDown(ProjectName project, int code) {
    ExitCode ended =
        new Performance(tools)
            .of(tools.supervisors().actor(project), new Request.Down(DownOptions.DEFAULT));
    return ended == ExitCode.OK ? code : ended.number();
  }
}
