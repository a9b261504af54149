package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.StopOptions;
import java.util.concurrent.Callable;

/** {@code jcompose restart}. */
final class RestartCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final StopTimeout timeout;

  RestartCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Stop containers and start them again, unchanged.");
    services = new ServiceArguments(syntax);
    timeout = new StopTimeout(syntax);
  }

  @Override
  public Integer call() {
    return new ExistingProject(tools)
        .act(
            services.names(),
            selected -> new Request.Restart(new StopOptions(selected, timeout.given())));
  }
}
