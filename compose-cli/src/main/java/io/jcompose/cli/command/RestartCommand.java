package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.RestartOptions;
import java.util.concurrent.Callable;

/** {@code jcompose restart}. */
final class RestartCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final StopTimeout timeout;
  private final Flag noDependents;

  RestartCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Stop containers and start them again, unchanged.");
    services = new ServiceArguments(syntax);
    timeout = new StopTimeout(syntax);
    noDependents =
        syntax.flag(
            "--no-deps", "Leave alone those that depend on the services with 'restart: true'.");
  }

  @Override
  public Integer call() {
    return new ExistingProject(tools)
        .act(
            services.names(),
            selected ->
                new Request.Restart(
                    new RestartOptions(selected, timeout.given(), !noDependents.isSet())));
  }
}
