package io.jcompose.cli.command;

import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.UpOptions;
import io.jcompose.scheduler.event.ContainerAction;
import io.jcompose.scheduler.reconcile.UpChoices.Goal;
import io.jcompose.scheduler.reconcile.UpChoices.Recreation;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells the service manager how far a project is: that it is ready as soon as {@code up --wait}
 * would return. A project that does not get that far is not given up: it is looked at again when
 * something happens to it, until the manager's patience ends. For one thread, where nothing else is
 * said.
 */
final class Readiness {
  private final ServiceManager manager;
  private final Request.Up request;
  private final Consumer<Request> begin;
  private boolean started;
  private boolean asking;
  private boolean changed;
  private boolean ready;
  private boolean stopping;

  /**
   * Creates it.
   *
   * @param up what brings the project up
   * @param begin begins a request that {@link #isFor} knows again
   */
  Readiness(ServiceManager manager, Request.Up up, Consumer<Request> begin) {
    this.manager = manager;
    this.request = new Request.Up(up.plan(), waiting(up.options()));
    this.begin = begin;
  }

  /** What {@code up} has done already is not done twice. */
  private static UpOptions waiting(UpOptions options) {
    return options.withChoices(
        options
            .choices()
            .withGoal(Goal.READY)
            .withRecreation(Recreation.IF_CHANGED)
            .withRecreateDependencies(false)
            .withRenewVolumes(false));
  }

  /** Tells that the project is being started. */
  void starting() {
    manager.status("Starting");
  }

  /** Waits for the conditions of all services, which have been started. */
  void started() {
    if (manager.isListening()) {
      started = true;
      manager.status("Started; waiting until all services are ready");
      ask();
    }
  }

  /** Tells that something happened to a container. */
  void happened(ContainerAction action) {
    boolean mayHelp = action == ContainerAction.START || action == ContainerAction.HEALTHY;
    if (!mayHelp || !started || ready || stopping) {
      return;
    }
    if (asking) {
      changed = true;
    } else {
      ask();
    }
  }

  private void ask() {
    asking = true;
    changed = false;
    begin.accept(request);
  }

  /** Returns whether a request is ours, so that its end is for {@link #answered}; any thread. */
  boolean isFor(Request begun) {
    return begun == request;
  }

  /** Tells how the request ended. */
  void answered(Optional<ActionResult> result, Optional<RuntimeException> failure) {
    asking = false;
    if (stopping) {
      return;
    }
    if (result.filter(ActionResult::succeeded).isPresent()) {
      ready = true;
      manager.ready("All services are up");
      return;
    }
    manager.status("Not ready: " + reason(result, failure));
    if (changed) {
      ask();
    }
  }

  private static String reason(Optional<ActionResult> result, Optional<RuntimeException> failure) {
    return result
        .flatMap(ended -> ended.failures().stream().findFirst())
        .map(first -> first.object() + ": " + first.message())
        .or(() -> failure.map(RuntimeException::getMessage))
        .orElse("another command acts on the project");
  }

  /** Tells that the project is about to end; a second call does nothing. */
  void stopping() {
    if (!stopping) {
      stopping = true;
      manager.stopping();
    }
  }
}
