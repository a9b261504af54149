package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.StartOptions;
import java.util.concurrent.Callable;

/** {@code jcompose start}. */
final class StartCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;

  StartCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Start containers that exist.");
    services = new ServiceArguments(syntax);
  }

  @Override
  public Integer call() {
    return new ExistingProject(tools)
        .act(services.names(), selected -> new Request.Start(new StartOptions(selected)));
  }
}
