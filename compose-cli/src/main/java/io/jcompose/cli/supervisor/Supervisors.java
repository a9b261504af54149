package io.jcompose.cli.supervisor;

import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.event.EventSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Door of the package: finds a project's supervisor, starts one, or makes this process one.
 *
 * <p>May be used by several threads.
 */
public final class Supervisors {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_FOR_AN_END = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Supervisor.Parts parts;
  private final SupervisorStarter starter;

  /** Creates the door. */
  public Supervisors(Supervisor.Parts parts, SupervisorStarter starter) {
    this.parts = parts;
    this.starter = starter;
  }

  /**
   * Makes this process the supervisor of {@code project}.
   *
   * @return empty if another process is
   */
  public Optional<Supervisor> become(ProjectName project) {
    return Supervisor.tryOpen(project, parts);
  }

  /**
   * Makes this process the supervisor of {@code project}, in the place of one that there may be:
   * that one ends, and what runs is adopted.
   *
   * @throws SupervisorFailure if that one stays, as a process that is somebody's own does
   */
  public Supervisor takeOver(ProjectName project) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      askToLeave(project);
      Optional<Supervisor> here = become(project);
      if (here.isPresent()) {
        return here.get();
      }
      if (System.nanoTime() - end > 0) {
        throw heldTooLong(project);
      }
      pause(); // another process has the lock, and does not listen yet or any more
    }
  }

  private void askToLeave(ProjectName project) {
    Optional<SupervisorClient> found = find(project);
    if (found.isEmpty()) {
      return;
    }
    long pid;
    try (SupervisorClient client = found.get()) {
      pid = client.supervisorPid();
      ActionResult unused = client.perform(new Request.HandOver(), EventSink.SILENT);
    } catch (SupervisorFailure e) {
      if (e.getCause() instanceof IOException) {
        return; // it ended before it could answer
      }
      throw e;
    }
    awaitEnd(project, pid);
  }

  /** Returns whether the project has a supervisor that listens. */
  public boolean isSupervised(ProjectName project) {
    Optional<SupervisorClient> client = find(project);
    client.ifPresent(SupervisorClient::close);
    return client.isPresent();
  }

  /** Starts a supervisor for {@code project} unless it has one. */
  public void ensure(ProjectName project) {
    connect(project).close();
  }

  /**
   * Returns what acts on {@code project} through its supervisor; starts one where there is none.
   */
  public Actor remote(ProjectName project) {
    return (request, listener) -> {
      long pid;
      ActionResult result;
      try (SupervisorClient client = connect(project)) {
        pid = client.supervisorPid();
        result = client.perform(request, listener);
      }
      if (request instanceof Request.Down down && down.options().services().isEmpty()) {
        awaitEnd(project, pid);
      }
      return result;
    };
  }

  /**
   * Gives a supervisor that has nothing to do any more the time to end, so that after {@code down}
   * really nothing is left; not for long, as another client may keep it.
   */
  private void awaitEnd(ProjectName project, long pid) {
    long end = System.nanoTime() + PATIENCE_FOR_AN_END.toNanos();
    Path lock = RunFiles.of(parts.run(), project).lock();
    while (System.nanoTime() - end < 0 && (Files.exists(lock) || isAnotherProcess(pid))) {
      pause();
    }
  }

  /** An ended process that nobody has waited for yet has a pid still, but no program any more. */
  private static boolean isAnotherProcess(long pid) {
    return pid != ProcessHandle.current().pid()
        && ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent();
  }

  /**
   * Returns what acts on {@code project}: its supervisor where it has one. Where it has none, this
   * process acts itself for requests that end things, and starts a supervisor for those that begin
   * them, or if something runs afterwards.
   */
  public Actor actor(ProjectName project) {
    return (request, listener) ->
        request.begins() || isSupervised(project)
            ? remote(project).perform(request, listener)
            : performHere(project, request, listener);
  }

  /**
   * Has the project's supervisor carry out {@code request}; starts none.
   *
   * @return empty if the project has no supervisor
   */
  public Optional<ActionResult> ask(ProjectName project, Request request, EventSink listener) {
    Optional<SupervisorClient> found = find(project);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (SupervisorClient client = found.get()) {
      return Optional.of(client.perform(request, listener));
    }
  }

  /**
   * Lets the project's supervisor tell of what happens to its containers; starts none.
   *
   * @return whether it was told to the end; otherwise there is no supervisor, or it ended earlier
   */
  public boolean follow(ProjectName project, Request.TellEvents request, EventSink listener) {
    try {
      return ask(project, request, listener).isPresent();
    } catch (SupervisorFailure e) {
      if (e.getCause() instanceof IOException) {
        return false; // its work was done, or it was killed
      }
      throw e;
    }
  }

  private ActionResult performHere(ProjectName project, Request request, EventSink listener) {
    Optional<Supervisor> here = become(project);
    if (here.isEmpty()) {
      return remote(project).perform(request, listener);
    }
    boolean stillNeeded;
    ActionResult result;
    try (Supervisor supervisor = here.get()) {
      result = supervisor.perform(request, listener);
      stillNeeded = !supervisor.isIdle();
    }
    if (stillNeeded) {
      ensure(project);
    }
    return result;
  }

  private Optional<SupervisorClient> find(ProjectName project) {
    return SupervisorClient.connect(RunFiles.of(parts.run(), project).socket(), parts.version());
  }

  private SupervisorClient connect(ProjectName project) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<SupervisorClient> client = find(project);
    while (client.isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw heldTooLong(project);
      }
      starter.start(project);
      client = find(project);
      if (client.isEmpty()) {
        pause(); // another process has the lock, and does not listen yet or any more
      }
    }
    return client.get();
  }

  private SupervisorFailure heldTooLong(ProjectName project) {
    return new SupervisorFailure(
        "project '"
            + project
            + "' is held by a process that does not answer, for "
            + PATIENCE.toSeconds()
            + " seconds now",
        "see who holds it: 'fuser -v "
            + RunFiles.of(parts.run(), project).lock()
            + "'; ending that process does the containers no harm");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SupervisorFailure("interrupted while waiting for a supervisor", "try again", e);
    }
  }
}
