package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.SignalName;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.KillOptions;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose kill}. */
final class KillCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final Supplier<Signal> signal;
  private final Flag orphans;

  KillCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Send a signal to containers that run.");
    services = new ServiceArguments(syntax);
    signal =
        syntax
            .option("-s, --signal=SIGNAL", "The signal's name or number; SIGKILL by default.")
            .as(SignalName::parse)
            .orElse(Signal.KILL);
    orphans =
        syntax.flag(
            "--remove-orphans",
            "Kill containers of services that the project no longer has too; they stay, stopped.");
  }

  @Override
  public Integer call() {
    return new ExistingProject(tools)
        .act(
            services.names(),
            selected -> new Request.Kill(new KillOptions(selected, signal.get(), orphans.isSet())),
            "No container to kill");
  }
}
