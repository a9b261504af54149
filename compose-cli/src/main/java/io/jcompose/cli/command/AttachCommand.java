package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.ReplicaNumber;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.value.KeySequence;
import io.jcompose.scheduler.runtime.AttachSpec;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExecSpec;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose attach}. */
final class AttachCommand implements Callable<Integer> {
  private final Tools tools;
  private final Supplier<KeySequence> detachKeys;
  private final Supplier<Integer> index;
  private final Flag noInput;
  private final Flag passSignals;
  private final Supplier<String> service;

  AttachCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe(
        "Join this terminal to a running container's own streams; ends with its exit code.");
    detachKeys =
        syntax
            .option(
                "--detach-keys=KEYS",
                "Keys that end it and leave the container running; 'ctrl-p,ctrl-q' by default.")
            .as(KeySequence::parse)
            .orElse(KeySequence.parse("ctrl-p,ctrl-q"));
    index =
        syntax
            .option("--index=NUMBER", "The replica's number; the first that runs by default.")
            .as(ReplicaNumber::parse)
            .orElse(0);
    noInput = syntax.flag("--no-stdin", "Only look on: hand no input on.");
    passSignals =
        syntax.flagOnByDefault(
            "--sig-proxy", "Pass signals on to the container; with '=false' they end this.");
    service = syntax.argument("SERVICE", "The service.");
  }

  @Override
  public Integer call() {
    ContainerStatus container = new ExistingProject(tools).running(service.get(), index.get());
    AttachSpec spec =
        new AttachSpec(
            streams(container),
            !noInput.isSet(),
            // what comes from elsewhere may hold any bytes
            tools.console().facts().in() ? detachKeys.get() : KeySequence.NONE);
    return new AttachedSession(
            tools, container.spec().plan().project(), container.name(), passSignals.isSet())
        .untilEnd(spec);
  }

  private ExecSpec.Streams streams(ContainerStatus container) {
    boolean terminals = tools.console().facts().in() && tools.console().facts().out();
    return terminals && container.spec().plan().console().tty()
        ? new ExecSpec.Streams.Terminal()
        : tools.console().handedOn();
  }
}
