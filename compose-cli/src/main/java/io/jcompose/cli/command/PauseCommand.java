package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.PauseOptions;
import java.util.concurrent.Callable;

/** {@code jcompose pause}. */
final class PauseCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;

  PauseCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Pause containers: their processes stay as they are, and use no time.");
    services = new ServiceArguments(syntax);
  }

  @Override
  public Integer call() {
    return new RunningServices(tools)
        .act(services.names(), selected -> new Request.Pause(new PauseOptions(selected)));
  }
}
