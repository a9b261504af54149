package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.exit.Interrupts;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Actor;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.project.Project;
import io.jcompose.scheduler.UpOptions;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code jcompose watch}; lasts until Ctrl-C, and leaves containers running. */
final class WatchCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final Flag noUp;

  WatchCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Carry changed files into containers, as 'develop.watch' of services says.");
    services = new ServiceArguments(syntax);
    noUp = syntax.flag("--no-up", "Do not bring the services up first: they run already.");
    // nothing is built yet
    syntax.flag("--quiet", "Show nothing of how images are built.");
    syntax.flagOnByDefault("--prune", "Remove images that a new one took the name of.");
  }

  @Override
  public Integer call() {
    WatchSession session;
    if (noUp.isSet()) {
      Project project = tools.projects().load(services.names()).project();
      session = session(project);
      var unused = new ExistingProject(tools).state(); // it must be here, and be supervised
    } else {
      PlannedProject project =
          tools.projects().plan(services.names(), List.of(), new KnownImages(tools.runtime()));
      session = session(project.project());
      ExitCode up = up(project);
      if (up != ExitCode.OK) {
        return up.number();
      }
    }
    session.runUntilInterrupted();
    return ExitCode.INTERRUPTED.number();
  }

  private WatchSession session(Project project) {
    return WatchSession.of(
        tools,
        project,
        services.in(project.services().keySet()),
        tools.supervisors().actor(project.name()));
  }

  private ExitCode up(PlannedProject project) {
    UpOptions options = UpOptions.DEFAULT.withServices(services.in(project.plan()));
    Actor actor = tools.supervisors().actor(project.plan().project());
    Thread self = Thread.currentThread();
    try {
      return Interrupts.during(
          () -> new Performance(tools).of(actor, new Request.Up(project.plan(), options)),
          self::interrupt);
    } finally {
      Thread.interrupted(); // the flag has had its effect; what follows is not to end early
    }
  }
}
