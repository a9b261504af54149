package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.exit.Interrupts;
import io.jcompose.cli.output.LogPrinter;
import io.jcompose.cli.output.ProgressDisplay;
import io.jcompose.cli.supervisor.Actor;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.KillOptions;
import io.jcompose.scheduler.StopOptions;
import io.jcompose.scheduler.event.ContainerAction;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.ready.RestartRule;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/**
 * {@code up} while somebody looks on: brings the project up, shows what its containers write, and
 * ends with them, or as soon as one of them ends if that was asked for. A first Ctrl-C stops them,
 * a second one kills them.
 */
final class ForegroundUp {
  private final Tools tools;
  private final Actor actor;
  private final LogPrinter printer;
  private final Audience audience;
  private final Optional<WatchSession> watch;
  private final Instant begun;
  private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
  private final Performance performance;
  private final Set<Event.ContainerExited> told = new HashSet<>();
  private Optional<Event.ContainerExited> abortedBy = Optional.empty();
  private Optional<Readiness> readiness = Optional.empty();
  private boolean following;
  private int interrupts;
  private volatile boolean stopping;

  /**
   * Creates it.
   *
   * @param watch begun once all are up, and ended with them
   */
  ForegroundUp(
      Tools tools,
      Actor actor,
      LogPrinter printer,
      Audience audience,
      Optional<WatchSession> watch) {
    this.tools = tools;
    this.actor = actor;
    this.printer = printer;
    this.audience = audience;
    this.watch = watch;
    this.begun = tools.clock().instant();
    this.performance = new Performance(tools);
  }

  /** What the main thread waits for. */
  private sealed interface Happening {
    /** Ctrl-C was pressed. */
    record Interrupted() implements Happening {}

    /** A container ended; one whose end is seen in two ways is told twice. */
    record Exited(Event.ContainerExited end) implements Happening {}

    /** Somebody started a container. */
    record Started() implements Happening {}

    /** The health check of a container found it healthy. */
    record Healthy() implements Happening {}

    /** A request came to its end, by a result or by a failure. */
    record Ended(Request request, Optional<ActionResult> result, Optional<RuntimeException> failure)
        implements Happening {}
  }

  /** Returns the exit code once all is over. */
  int run(Request.Up request) throws InterruptedException {
    try (LogFollower follower = new LogFollower(tools.runtime().get().logs(), printer)) {
      return Interrupts.during(
          () -> run(request, follower), () -> happenings.add(new Happening.Interrupted()));
    } finally {
      watch.ifPresent(WatchSession::close);
    }
  }

  private int run(Request.Up request, LogFollower follower) throws InterruptedException {
    Readiness ours = new Readiness(tools.manager(), request, this::begin);
    readiness = Optional.of(ours);
    ours.starting();
    begin(request);
    OptionalInt code = OptionalInt.empty();
    while (code.isEmpty()) {
      Happening next = happenings.take();
      if (next instanceof Happening.Ended ended) {
        code = ended(ended, request, follower);
      } else if (next instanceof Happening.Exited exited) {
        exited(exited.end(), request, follower);
      } else if (next instanceof Happening.Started) {
        started(request, follower);
        ours.happened(ContainerAction.START);
      } else if (next instanceof Happening.Healthy) {
        ours.happened(ContainerAction.HEALTHY);
      } else {
        interrupted();
      }
    }
    ours.stopping();
    return code.getAsInt();
  }

  private OptionalInt ended(Happening.Ended ended, Request.Up up, LogFollower follower) {
    if (readiness.filter(asked -> asked.isFor(ended.request())).isPresent()) {
      readiness.get().answered(ended.result(), ended.failure());
      return OptionalInt.empty();
    }
    if (ended.failure().isPresent()) {
      throw ended.failure().get();
    }
    if (ended.request() instanceof Request.AwaitEnd) {
      // an end that we brought about is told by the request that did
      return stopping ? OptionalInt.empty() : OptionalInt.of(code(up, ExitCode.OK));
    }
    if (ended.request() instanceof Request.Kill) {
      stop(); // nothing of it runs any more: this ends the pod
      return OptionalInt.empty();
    }
    boolean brokenOff = ended.result().map(ActionResult::cancelled).orElse(false);
    if (ended.request() instanceof Request.Stop) {
      return interrupts > 1 && brokenOff
          ? OptionalInt.empty() // by our kill, after which we stop once more
          : OptionalInt.of(code(up, report(ended)));
    }
    if (stopping) {
      return OptionalInt.empty();
    }
    ExitCode code = report(ended);
    if (code != ExitCode.OK) {
      return OptionalInt.of(code.number());
    }
    follow(up, follower);
    begin(new Request.AwaitEnd(audience.watched()));
    readiness.ifPresent(Readiness::started);
    watch.ifPresent(WatchSession::start);
    return OptionalInt.empty();
  }

  private ExitCode report(Happening.Ended ended) {
    return ended.result().map(performance::report).orElse(ExitCode.BUG);
  }

  /** Returns what to end with once all is at rest. */
  private int code(Request.Up up, ExitCode stopped) {
    if (interrupts > 0) {
      return ExitCode.INTERRUPTED.number();
    }
    int code =
        audience
            .codeFrom()
            .map(service -> codeOf(up.plan().project(), service))
            .or(() -> abortedBy.map(Event.ContainerExited::code))
            .orElse(0);
    return code == 0 ? stopped.number() : code;
  }

  /** Returns the code of the service's container that ended first; 0 if none did. */
  private int codeOf(ProjectName project, ServiceName service) {
    return containers().list(project).stream()
        .filter(container -> container.spec().plan().service().equals(service))
        .flatMap(container -> container.exit().stream())
        .min(Comparator.comparing(ExitStatus::at))
        .map(ExitStatus::code)
        .orElse(0);
  }

  private Containers containers() {
    return tools.runtime().get().containers();
  }

  /** One that another command has made, or made anew, is shown as well. */
  private void started(Request.Up up, LogFollower follower) {
    if (following) {
      follow(up, follower);
    }
  }

  private void exited(Event.ContainerExited end, Request.Up up, LogFollower follower) {
    if (stopping) {
      return;
    }
    Optional<ContainerStatus> container =
        containers().find(end.container()).filter(audience::watches);
    if (container.isEmpty()) {
      return;
    }
    if (following && !end.at().isBefore(begun) && told.add(end)) {
      printer.tell(end.container(), "exited with code " + end.code());
    }
    if (audience.abortsOn(end) && isOver(container.get())) {
      abort(end, up, follower);
    }
  }

  /** Whether no run of it follows; one that ended before, and is not run again, has ended too. */
  private boolean isOver(ContainerStatus container) {
    // until all are up, what was there before may be stopped to be made anew
    boolean ours =
        following || container.started().filter(start -> !start.isBefore(begun)).isPresent();
    return ours && RestartRule.isAtRest(container);
  }

  private void abort(Event.ContainerExited end, Request.Up up, LogFollower follower) {
    abortedBy = Optional.of(end);
    tools
        .console()
        .errorLine("Stopping, as " + end.container() + " exited with code " + end.code() + " ...");
    if (!following) {
      follow(up, follower);
    }
    stop();
  }

  /** Shows what is written by the containers that are there now; what is shown stays so. */
  private void follow(Request.Up up, LogFollower follower) {
    following = true;
    List<ContainerStatus> shown =
        containers().list(up.plan().project()).stream().filter(audience::shows).toList();
    // all are known before one is read: its first line is as wide as the last
    shown.forEach(
        container -> printer.announce(container.name(), LogLabels.of(container.spec().plan())));
    follower.keepOnly(shown.stream().map(ContainerStatus::id).collect(Collectors.toSet()));
    var sinceBegun = new LogSelection(OptionalInt.empty(), Optional.of(begun), Optional.empty());
    shown.forEach(container -> follower.follow(container.name(), container.id(), sinceBegun));
  }

  private void interrupted() {
    interrupts++;
    if (interrupts == 1) {
      tools.console().errorLine("Gracefully stopping ... (press Ctrl-C again to force)");
      stop();
    } else if (interrupts == 2) {
      tools.console().errorLine("Killing ...");
      begin(new Request.Kill(new KillOptions(audience.stopped(), Signal.KILL)));
    }
  }

  private void stop() {
    stopping = true;
    readiness.ifPresent(Readiness::stopping);
    watch.ifPresent(WatchSession::stop);
    begin(new Request.Stop(new StopOptions(audience.stopped(), audience.timeout())));
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

  private ActionResult performed(Request request) {
    if (request instanceof Request.AwaitEnd) {
      return actor.perform(request, this::happened);
    }
    boolean asked = readiness.filter(ours -> ours.isFor(request)).isPresent();
    boolean shown = !asked && (request instanceof Request.Up || request instanceof Request.Stop);
    if (!shown) {
      return actor.perform(request, EventSink.SILENT);
    }
    try (ProgressDisplay display = tools.appearance().display(tools.console())) {
      return actor.perform(
          request,
          event -> {
            display.on(event);
            note(event);
            if (request instanceof Request.Up && isProgress(event)) {
              tools.manager().progressing();
            }
          });
    }
  }

  /** Each step begins and ends once: who only waits on and on makes none. */
  private static boolean isProgress(Event event) {
    return event instanceof Event.StepStarted || event instanceof Event.StepSucceeded;
  }

  /** Tells of what nobody asked for; what we bring about is told by its own request. */
  private void happened(Event event) {
    note(event);
    if (event instanceof Event.Warning warning && !stopping) {
      tools.console().errorLine("jcompose: warning: " + warning.message());
    }
  }

  private void note(Event event) {
    if (event instanceof Event.ContainerExited exited) {
      happenings.add(new Happening.Exited(exited));
    } else if (event instanceof Event.Recorded entry && entry.action() == ContainerAction.START) {
      happenings.add(new Happening.Started());
    } else if (event instanceof Event.HealthChanged change && change.health() == Health.HEALTHY) {
      happenings.add(new Happening.Healthy());
    }
  }
}
