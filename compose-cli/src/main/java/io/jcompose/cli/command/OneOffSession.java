package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.exit.Interrupts;
import io.jcompose.cli.output.Colours;
import io.jcompose.cli.output.LogPrinter;
import io.jcompose.cli.supervisor.Actor;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A user who looks on while a container of {@code run} does what it is for. */
final class OneOffSession {
  /** What Ctrl-C sends the first time, the second, and from then on. */
  private static final List<Signal> INTERRUPTS = List.of(Signal.INT, Signal.TERM, Signal.KILL);

  private final Tools tools;
  private final Actor supervisor;
  private final ContainerName container;
  private final AtomicInteger interrupts = new AtomicInteger();
  private final AtomicInteger code = new AtomicInteger(ExitCode.BUG.number());

  OneOffSession(Tools tools, Actor supervisor, ContainerName container) {
    this.tools = tools;
    this.supervisor = supervisor;
    this.container = container;
  }

  /** Shows what the container writes until it has ended; returns its exit code. */
  int untilEnd() throws InterruptedException {
    LogPrinter printer =
        new LogPrinter(tools.console(), new LogPrinter.Style(false, false, Colours.OFF));
    try (LogFollower follower = new LogFollower(tools.runtime().get().logs(), printer)) {
      tools
          .runtime()
          .get()
          .containers()
          .find(container)
          .ifPresent(made -> follower.follow(made.name(), made.id(), LogSelection.ALL));
      return Interrupts.during(this::awaitEnd, this::interrupted);
    }
  }

  private int awaitEnd() {
    supervisor.perform(
        new Request.AwaitStops(Set.of(container), false),
        event -> {
          if (event instanceof Event.ContainerExited exited
              && exited.container().equals(container)) {
            code.set(exited.code());
          }
        });
    return code.get();
  }

  private void interrupted() {
    int number = interrupts.getAndIncrement();
    Signal signal = INTERRUPTS.get(Math.min(number, INTERRUPTS.size() - 1));
    tools.runtime().get().containers().kill(container, signal);
  }
}
