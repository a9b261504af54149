package io.jcompose.cli.command;

import io.jcompose.cli.option.Seconds;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.StopOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jcompose stop}. */
@Command(name = "stop", description = "Stop containers without removing them.")
final class StopCommand implements Callable<Integer> {
  private final Tools tools;
  @Mixin private ServiceArguments services = new ServiceArguments();

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description = "Time until what does not stop is killed; 'stop_grace_period' by default.")
  private Optional<Duration> timeout = Optional.empty();

  StopCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    return new ExistingProject(tools)
        .act(services.names(), selected -> new Request.Stop(new StopOptions(selected, timeout)));
  }
}
