package io.jcompose.scheduler;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.ready.Supervision;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import java.time.Clock;
import java.util.List;

/**
 * Acts on projects: brings them up, starts, stops, restarts, kills and takes them down.
 *
 * <p>Every action observes the project, decides on a plan of steps, carries it out, and returns
 * when that is done. Actions on one project wait for each other; whoever calls them must be the
 * only process that acts on the project. Except for {@link #up} all work from what the runtime
 * knows, without the project's files.
 *
 * <p>Interrupting the calling thread cancels the action: what is being done is broken off, what is
 * left is skipped, and the result says so; the interrupt flag stays set.
 *
 * <p>An action that cannot be tried throws a {@link io.jcompose.model.error.JcomposeException}; one
 * that was tried returns a result that lists what failed.
 */
public final class Orchestrator implements AutoCloseable {
  /**
   * Creates an orchestrator with threads and a timer of its own; the runtime stays the caller's.
   */
  public Orchestrator(ContainerRuntime runtime, EventSink events, Clock clock) {}

  /**
   * Makes the project what the plan says: creates what is missing, replaces what differs, starts
   * what does not run, and leaves alone what is as it should be. The containers that run afterwards
   * are supervised.
   *
   * <p>Nothing is created if an image is missing, and nothing started if a port is taken. What
   * depends on a service that failed is created and never started.
   */
  public ActionResult up(PodPlan plan, UpOptions options) {
    return new ActionResult(0, List.of(), List.of(), false);
  }

  /** Starts containers that exist and do not run, and those they depend on, in order. */
  public ActionResult start(ProjectName project, StartOptions options) {
    return new ActionResult(0, List.of(), List.of(), false);
  }

  /**
   * Stops containers that run, dependents first. No restart policy starts them again, whoever
   * supervises the project later, until {@link #start}, {@link #restart} or {@link #up} does.
   */
  public ActionResult stop(ProjectName project, StopOptions options) {
    return new ActionResult(0, List.of(), List.of(), false);
  }

  /**
   * Stops and starts containers in order, those that did not run included, and with them the
   * running containers that depend on them with {@code restart: true}.
   */
  public ActionResult restart(ProjectName project, StopOptions options) {
    return new ActionResult(0, List.of(), List.of(), false);
  }

  /**
   * Sends a signal to the containers that run. One that is meant to end them (SIGKILL, SIGTERM,
   * SIGINT, SIGQUIT or the container's stop signal) counts as {@linkplain #stop stopping} them.
   */
  public ActionResult kill(ProjectName project, KillOptions options) {
    return new ActionResult(0, List.of(), List.of(), false);
  }

  /**
   * Stops and removes the project's containers and its pod. Goes on after a failure, so that one
   * stuck container does not keep the others; a second call removes what is left. A project that is
   * not there is a success.
   */
  public ActionResult down(ProjectName project, DownOptions options) {
    return new ActionResult(0, List.of(), List.of(), false);
  }

  /**
   * Adopts a project and returns its supervision, which goes on until {@link #close}. Every action
   * does this first; a second call returns the same.
   */
  public Supervision supervise(ProjectName project) {
    return new Supervision();
  }

  /** Stops supervising. Containers run on. A second call does nothing. */
  @Override
  public void close() {}
}
