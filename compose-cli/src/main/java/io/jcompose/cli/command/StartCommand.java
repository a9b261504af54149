package io.jcompose.cli.command;

import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.StartOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jcompose start}. */
@Command(name = "start", description = "Start containers that exist.")
final class StartCommand implements Callable<Integer> {
  private final Tools tools;
  @Mixin private ServiceArguments services = new ServiceArguments();

  StartCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    return new ExistingProject(tools)
        .act(services.names(), selected -> new Request.Start(new StartOptions(selected)));
  }
}
