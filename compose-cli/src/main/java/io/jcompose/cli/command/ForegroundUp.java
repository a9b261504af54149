package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.exit.Interrupts;
import io.jcompose.cli.output.LogPrinter;
import io.jcompose.cli.output.ProgressDisplay;
import io.jcompose.cli.supervisor.Actor;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.KillOptions;
import io.jcompose.scheduler.StopOptions;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * {@code up} while somebody looks on: brings the project up, shows what its containers write, and
 * ends with them. A first Ctrl-C stops them, a second one kills them.
 */
final class ForegroundUp {
  private final Tools tools;
  private final Actor actor;
  private final LogPrinter printer;
  private final Instant begun;
  private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
  private final Performance performance;
  private int interrupts;
  private volatile boolean stopping;

  ForegroundUp(Tools tools, Actor actor, LogPrinter printer) {
    this.tools = tools;
    this.actor = actor;
    this.printer = printer;
    this.begun = tools.clock().instant();
    this.performance = new Performance(tools);
  }

  /** What the main thread waits for. */
  private sealed interface Happening {
    /** Ctrl-C was pressed. */
    record Interrupted() implements Happening {}

    /** A request came to its end, by a result or by a failure. */
    record Ended(Request request, Optional<ActionResult> result, Optional<RuntimeException> failure)
        implements Happening {}
  }

  /** Returns the exit code once all is over. */
  ExitCode run(Request.Up request) throws InterruptedException {
    try (LogFollower follower = new LogFollower(tools.runtime().get().logs(), printer)) {
      return Interrupts.during(
          () -> run(request, follower), () -> happenings.add(new Happening.Interrupted()));
    }
  }

  private ExitCode run(Request.Up request, LogFollower follower) throws InterruptedException {
    begin(request);
    Optional<ExitCode> code = Optional.empty();
    while (code.isEmpty()) {
      Happening next = happenings.take();
      code =
          next instanceof Happening.Ended ended ? ended(ended, request, follower) : interrupted();
    }
    return code.get();
  }

  private Optional<ExitCode> ended(Happening.Ended ended, Request.Up up, LogFollower follower) {
    if (ended.failure().isPresent()) {
      throw ended.failure().get();
    }
    if (ended.request() instanceof Request.AwaitEnd) {
      // an end that Ctrl-C brought about is told by the request that it made
      return interrupts == 0 ? Optional.of(ExitCode.OK) : Optional.empty();
    }
    if (ended.request() instanceof Request.Kill) {
      stop(); // nothing of it runs any more: this ends the pod
      return Optional.empty();
    }
    if (interrupts > 1
        && ended.request() instanceof Request.Stop
        && ended.result().map(ActionResult::cancelled).orElse(false)) {
      return Optional.empty(); // by our kill, after which we stop once more
    }
    ExitCode code = ended.result().map(performance::report).orElse(ExitCode.BUG);
    if (ended.request() instanceof Request.Stop) {
      return Optional.of(ExitCode.INTERRUPTED);
    }
    if (interrupts > 0) {
      return Optional.empty();
    }
    if (code != ExitCode.OK) {
      return Optional.of(code);
    }
    follow(up, follower);
    begin(new Request.AwaitEnd());
    return Optional.empty();
  }

  private void follow(Request.Up up, LogFollower follower) {
    Set<ServiceName> chosen = up.options().services();
    List<ContainerPlan> shown =
        up.plan().containers().stream()
            .filter(container -> chosen.isEmpty() || chosen.contains(container.service()))
            .toList();
    // all are known before one is read: its first line is as wide as the last
    shown.forEach(container -> printer.announce(container.name(), LogLabels.of(container)));
    var sinceBegun = new LogSelection(OptionalInt.empty(), Optional.of(begun), Optional.empty());
    Containers containers = tools.runtime().get().containers();
    shown.forEach(
        container ->
            containers
                .find(container.name())
                .ifPresent(made -> follower.follow(made.name(), made.id(), sinceBegun)));
  }

  private Optional<ExitCode> interrupted() {
    interrupts++;
    stopping = true;
    if (interrupts == 1) {
      tools.console().errorLine("Gracefully stopping ... (press Ctrl-C again to force)");
      stop();
    } else if (interrupts == 2) {
      tools.console().errorLine("Killing ...");
      begin(new Request.Kill(new KillOptions(Set.of(), Signal.KILL)));
    }
    return Optional.empty();
  }

  private void stop() {
    begin(new Request.Stop(new StopOptions(Set.of(), Optional.empty())));
  }

  private void begin(Request request) {
    Thread thread = new Thread(() -> perform(request), "jcompose-action");
    thread.setDaemon(true);
    thread.start();
  }

  private void perform(Request request) {
    try {
      happenings.add(
          new Happening.Ended(request, Optional.of(performed(request)), Optional.empty()));
    } catch (RuntimeException e) {
      happenings.add(new Happening.Ended(request, Optional.empty(), Optional.of(e)));
    }
  }

  /** Tells of what nobody asked for; what Ctrl-C brings about is told by its own request. */
  private void happened(Event event) {
    if (stopping) {
      return;
    }
    if (event instanceof Event.ContainerExited exited) {
      printer.tell(exited.container(), "exited with code " + exited.code());
    } else if (event instanceof Event.Warning warning) {
      tools.console().errorLine("jcompose: warning: " + warning.message());
    }
  }

  private ActionResult performed(Request request) {
    if (request instanceof Request.AwaitEnd) {
      return actor.perform(request, this::happened);
    }
    boolean shown = request instanceof Request.Up || request instanceof Request.Stop;
    if (!shown) {
      return actor.perform(request, EventSink.SILENT);
    }
    try (ProgressDisplay display = tools.appearance().display(tools.console())) {
      return actor.perform(request, display);
    }
  }
}
