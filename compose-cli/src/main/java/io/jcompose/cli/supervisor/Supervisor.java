package io.jcompose.cli.supervisor;

import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.Orchestrator;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.ready.RestartRule;
import io.jcompose.scheduler.ready.Supervision;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one process that acts on a project: holds its lock, has adopted its containers, supervises
 * them, and does what clients ask over a socket. Dying at any moment it does no harm; another one
 * adopts what runs.
 *
 * <p>May be used by several threads.
 */
public final class Supervisor implements Actor, AutoCloseable {
  private final ProjectName project;
  private final RunFiles files;
  private final ProjectLock lock;
  private final ContainerRuntime runtime;
  private final Clock clock;
  private final Orchestrator orchestrator;
  private final EventHub events = new EventHub();
  private final Turns turns = new Turns();
  private final SupervisorSocket socket;
  private final Runnable rest;
  private CompletableFuture<Void> ended;
  private Optional<String> stayedFor = Optional.empty();
  private boolean leaving;
  private boolean closed;

  private Supervisor(
      ProjectName project,
      RunFiles files,
      ProjectLock lock,
      ContainerRuntime runtime,
      Parts parts) {
    this.project = project;
    this.files = files;
    this.lock = lock;
    this.runtime = runtime;
    this.clock = parts.clock();
    this.orchestrator = new Orchestrator(runtime, events, parts.clock());
    this.socket = SupervisorSocket.open(files.socket(), parts.version(), this::perform, this::rest);
    this.rest = parts.rest();
    this.ended = observeEnd();
    socket.start();
  }

  /**
   * What a supervisor is made of.
   *
   * @param run the run directory
   * @param runtime opened once the project's lock is held; the supervisor closes it
   * @param version of this program, told to clients
   * @param rest what is done when there is nothing to do for a while, now and then; clients wait
   *     for it
   */
  public record Parts(
      Path run, Supplier<ContainerRuntime> runtime, Clock clock, String version, Runnable rest) {}

  /**
   * Makes this process the supervisor of {@code project}: takes its lock, adopts what runs, listens
   * for clients.
   *
   * @return empty if another process is the supervisor
   */
  public static Optional<Supervisor> tryOpen(ProjectName project, Parts parts) {
    RunFiles files = RunFiles.of(parts.run(), project);
    // the runtime first: it says plainly who may not act, where the lock would only be unwritable
    ContainerRuntime runtime = parts.runtime().get();
    try {
      Optional<ProjectLock> lock = ProjectLock.tryAcquire(files);
      if (lock.isEmpty()) {
        runtime.close();
      }
      return lock.map(held -> open(project, files, held, runtime, parts));
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
  }

  private static Supervisor open(
      ProjectName project,
      RunFiles files,
      ProjectLock lock,
      ContainerRuntime runtime,
      Parts parts) {
    try {
      return new Supervisor(project, files, lock, runtime, parts);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Returns the project. */
  public ProjectName project() {
    return project;
  }

  /** Returns the runtime, for reading. */
  public ContainerRuntime runtime() {
    return runtime;
  }

  /** Carries out {@code request} once it is its turn. */
  @Override
  public ActionResult perform(Request request, EventSink listener) {
    events.add(listener);
    try {
      return request.accept(new Performer(listener));
    } finally {
      events.remove(listener);
    }
  }

  private ActionResult inTurn(Request request, Supplier<ActionResult> action) {
    try {
      return turns.take(request.urgency(), action).orElse(cancelled());
    } finally {
      socket.look();
    }
  }

  private void rest() {
    if (turns.isIdle()) {
      rest.run();
    }
  }

  private static ActionResult nothingDone() {
    return new ActionResult(0, List.of(), List.of(), false);
  }

  private static ActionResult cancelled() {
    return new ActionResult(0, List.of(), List.of(), true);
  }

  /** Returns a stage that completes once nothing of the project runs or is about to. */
  private CompletableFuture<Void> observeEnd() {
    return observeEnd(Set.of());
  }

  private CompletableFuture<Void> observeEnd(Set<ServiceName> services) {
    CompletableFuture<Void> end =
        orchestrator.supervise(project).ended(services).toCompletableFuture();
    CompletableFuture<Void> unused = end.thenRun(socket::look);
    return end;
  }

  /** Returns whether nothing acts, runs or is about to run. */
  public boolean isIdle() {
    if (!turns.isIdle()) {
      return false;
    }
    synchronized (this) {
      if (ended.isDone()) {
        ended = observeEnd(); // since then something may have been started
      }
      return ended.isDone();
    }
  }

  /**
   * Serves clients until nothing of the project runs or is about to and no client is left.
   * Interrupting the calling thread returns early with the interrupt flag set.
   *
   * @param patience how long to wait for a first client though nothing runs
   */
  public void serveUntilIdle(Duration patience) {
    socket.serveUntil(this::isIdle, patience);
  }

  /**
   * From now on this process does not hand the project over to another: it is more to somebody than
   * its supervisor.
   *
   * @param what what it is, for a message: {@code 'jcompose up' in the foreground}
   */
  public synchronized void stayFor(String what) {
    stayedFor = Optional.of(what);
  }

  private synchronized void leave() {
    if (stayedFor.isPresent()) {
      long pid = ProcessHandle.current().pid();
      throw new SupervisorFailure(
          "project '" + project + "' is supervised by " + stayedFor.get() + ", process " + pid,
          "end that one first; 'kill " + pid + "' is how, unless a unit of systemd started it");
    }
    leaving = true;
    socket.leave();
  }

  private synchronized boolean isLeaving() {
    return leaving;
  }

  /** Returns where the output of this process may go once nobody looks at it any more. */
  public Path log() {
    return files.log();
  }

  /** Stops supervising and gives up the lock. Containers run on. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return; // the lock's file may be another process's by now
    }
    closed = true;
    socket.close();
    orchestrator.close();
    runtime.close();
    try {
      Files.deleteIfExists(files.log());
    } catch (IOException e) {
      throw new SupervisorFailure("cannot remove " + files.log() + ": " + e, "remove it", e);
    }
    lock.close();
  }

  /** Carries out one client's request. */
  private final class Performer extends OrchestratedRequests {
    private final EventSink listener;

    Performer(EventSink listener) {
      super(project, orchestrator);
      this.listener = listener;
    }

    @Override
    ActionResult act(Request request, Supplier<ActionResult> action) {
      return inTurn(
          request,
          () -> {
            if (isLeaving()) {
              throw new SupervisorFailure(
                  "the supervisor of project '" + project + "' is being replaced",
                  "run the command again");
            }
            return action.get();
          });
    }

    @Override
    public ActionResult handOver(Request.HandOver request) {
      return inTurn(
          request,
          () -> {
            leave();
            return nothingDone();
          });
    }

    @Override
    public ActionResult tellEvents(Request.TellEvents request) {
      EventSink follower =
          event -> {
            if (request.until().filter(end -> event.at().isAfter(end)).isEmpty()) {
              listener.on(event);
            }
          };
      events.record().follow(request.since(), follower);
      try {
        CompletableFuture<Void> end = new CompletableFuture<>();
        request
            .until()
            .map(time -> Duration.between(clock.instant(), time))
            .ifPresent(
                left -> end.completeOnTimeout(null, left.toMillis() + 1, TimeUnit.MILLISECONDS));
        return await(end);
      } finally {
        events.record().unfollow(follower);
      }
    }

    @Override
    public ActionResult tellProbes(Request.TellProbes request) {
      orchestrator.supervise(project).probes().forEach(listener::on);
      return nothingDone();
    }

    @Override
    public ActionResult note(Request.Note request) {
      Supervision supervision = orchestrator.supervise(project);
      for (Request.Note.Entry entry : request.entries()) {
        supervision.record(request.container(), entry.action(), entry.detail(), entry.attributes());
      }
      return nothingDone();
    }

    @Override
    public ActionResult awaitEnd(Request.AwaitEnd request) {
      // it hears of further ends already: none is missed, and one may be told twice
      tellEnds(request.services());
      return await(observeEnd(request.services()));
    }

    @Override
    public ActionResult awaitStops(Request.AwaitStops request) {
      Supervision supervision = orchestrator.supervise(project);
      List<CompletableFuture<Void>> ends = new ArrayList<>();
      for (ContainerStatus container : runtime.containers().list(project)) {
        if (request.containers().contains(container.name())) {
          ends.add(
              supervision
                  .runEnd(container)
                  .thenAccept(exit -> listener.on(exited(container, exit)))
                  .toCompletableFuture());
        }
      }
      CompletableFuture<?>[] all = ends.toArray(CompletableFuture[]::new);
      boolean any = request.first() && all.length > 0;
      return await(any ? CompletableFuture.anyOf(all) : CompletableFuture.allOf(all));
    }

    private void tellEnds(Set<ServiceName> services) {
      runtime.containers().list(project).stream()
          .filter(
              container ->
                  services.isEmpty() || services.contains(container.spec().plan().service()))
          .filter(RestartRule::isAtRest)
          .forEach(
              container ->
                  container.exit().ifPresent(exit -> listener.on(exited(container, exit))));
    }

    private Event exited(ContainerStatus container, ExitStatus exit) {
      return new Event.ContainerExited(exit.at(), container.name(), exit.code());
    }

    /** Waits on the client's own thread: the client may go away, or be told to wait no longer. */
    private ActionResult await(Future<?> stage) {
      try {
        stage.get();
        return nothingDone();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return cancelled();
      } catch (ExecutionException e) {
        throw new IllegalStateException("supervision broke", e);
      }
    }
  }
}
