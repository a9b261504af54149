package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.DownOptions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jcompose down}. */
@Command(name = "down", description = "Stop and remove the project's containers and its pod.")
final class DownCommand implements Callable<Integer> {
  private final Tools tools;
  @Mixin private ServiceArguments services = new ServiceArguments();

  @Option(
      names = {"-v", "--volumes"},
      description = "Remove the project's named volumes and the anonymous ones too.")
  private boolean volumes;

  @Mixin private StopTimeout timeout = new StopTimeout();

  @Option(
      names = "--remove-orphans",
      description = "Remove containers of services that the project no longer has.")
  private boolean removeOrphans;

  DownCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    ProjectName project = tools.projects().name();
    ProjectState state = ProjectState.read(project, tools.runtime().get());
    if (state.isAbsent()) {
      tools.console().errorLine("jcompose: project '" + project + "' has no containers here");
      if (!volumes || tools.runtime().get().volumes().list(project).isEmpty()) {
        return ExitCode.OK.number();
      }
    }
    Set<ServiceName> selected = state.select(services.names());
    return new Performance(tools)
        .of(
            tools.supervisors().actor(project),
            new Request.Down(new DownOptions(selected, volumes, timeout.given(), removeOrphans)))
        .number();
  }
}
