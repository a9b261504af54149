package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.PauseOptions;
import java.util.concurrent.Callable;

/** {@code jcompose unpause}. */
final class UnpauseCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;

  UnpauseCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Let paused containers go on.");
    services = new ServiceArguments(syntax);
  }

  @Override
  public Integer call() {
    return new RunningServices(tools)
        .act(services.names(), selected -> new Request.Unpause(new PauseOptions(selected)));
  }
}
