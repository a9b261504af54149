package io.jcompose.cli.command;

import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.StopOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jcompose stop}. */
@Command(name = "stop", description = "Stop containers without removing them.")
final class StopCommand implements Callable<Integer> {
  private final Tools tools;
  @Mixin private ServiceArguments services = new ServiceArguments();

  @Mixin private StopTimeout timeout = new StopTimeout();

  StopCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    return new ExistingProject(tools)
        .act(
            services.names(),
            selected -> new Request.Stop(new StopOptions(selected, timeout.given())));
  }
}
