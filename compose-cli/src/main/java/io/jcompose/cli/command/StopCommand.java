package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.StopOptions;
import java.util.concurrent.Callable;

/** {@code jcompose stop}. */
final class StopCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final StopTimeout timeout;

  StopCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Stop containers without removing them.");
    services = new ServiceArguments(syntax);
    timeout = new StopTimeout(syntax);
  }

  @Override
  public Integer call() {
    return new ExistingProject(tools)
        .act(
            services.names(),
            selected -> new Request.Stop(new StopOptions(selected, timeout.given())));
  }
}
