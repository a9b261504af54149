package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Seconds;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.StartOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose start}. */
final class StartCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final Flag untilReady;
  private final Supplier<Optional<Duration>> waitTimeout;

  StartCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Start containers that exist.");
    services = new ServiceArguments(syntax);
    untilReady = syntax.flag("--wait", "Return once they are healthy too.");
    waitTimeout =
        syntax
            .option("--wait-timeout=SECONDS", "How long --wait waits at most; 0 means no limit.")
            .as(Seconds::parse)
            .optional();
  }

  @Override
  public Integer call() {
    return new ExistingProject(tools)
        .act(
            services.names(),
            selected ->
                new Request.Start(
                    new StartOptions(
                        selected,
                        untilReady.isSet(),
                        waitTimeout.get().filter(time -> !time.isZero()))));
  }
}
