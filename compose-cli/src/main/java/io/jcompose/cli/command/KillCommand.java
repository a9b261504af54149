package io.jcompose.cli.command;

import io.jcompose.cli.option.SignalName;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.KillOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jcompose kill}. */
@Command(name = "kill", description = "Send a signal to containers that run.")
final class KillCommand implements Callable<Integer> {
  private final Tools tools;
  @Mixin private ServiceArguments services = new ServiceArguments();

  @Option(
      names = {"-s", "--signal"},
      paramLabel = "SIGNAL",
      converter = SignalName.class,
      description = "The signal's name or number; SIGKILL by default.")
  private Signal signal = Signal.KILL;

  KillCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    return new ExistingProject(tools)
        .act(services.names(), selected -> new Request.Kill(new KillOptions(selected, signal)));
  }
}
