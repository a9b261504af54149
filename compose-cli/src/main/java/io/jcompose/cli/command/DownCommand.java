package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.DownOptions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose down}. */
final class DownCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final Flag volumes;
  private final StopTimeout timeout;
  private final Flag removeOrphans;
  private final Supplier<Optional<ImageCleanup.Which>> images;

  DownCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Stop and remove the project's containers and its pod.");
    services = new ServiceArguments(syntax);
    volumes =
        syntax.flag(
            "-v, --volumes", "Remove the project's named volumes and the anonymous ones too.");
    timeout = new StopTimeout(syntax);
    removeOrphans =
        syntax.flag(
            "--remove-orphans", "Remove containers of services that the project no longer has.");
    images =
        syntax
            .option(
                "--rmi=WHICH",
                "Remove images of the services too: all, or local, those without a name in the"
                    + " file.")
            .asOneOf(ImageCleanup.Which.values())
            .optional();
  }

  @Override
  public Integer call() {
    ProjectName project = tools.projects().name();
    ProjectState state = ProjectState.read(project, tools.runtime().get());
    if (state.isAbsent()) {
      tools.console().errorLine("jcompose: project '" + project + "' has no containers here");
      if (!volumes.isSet() || tools.runtime().get().volumes().list(project).isEmpty()) {
        return ExitCode.OK.number();
      }
    }
    Set<ServiceName> selected = state.select(services.names());
    ExitCode ended =
        new Performance(tools)
            .of(
                tools.supervisors().actor(project),
                new Request.Down(
                    new DownOptions(
                        selected, volumes.isSet(), timeout.given(), removeOrphans.isSet())));
    if (ended == ExitCode.OK && !tools.options().dryRun()) {
      images
          .get()
          .map(which -> ImageCleanup.meant(state, selected, which))
          .ifPresent(new ImageCleanup(tools)::remove);
    }
    return ended.number();
  }
}
