package io.jcompose.cli.command;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code up} in the foreground looks at, and when it has seen enough.
 *
 * @param shown the services whose output is shown
 * @param watched the services that it lasts as long as; empty means all
 * @param stopped the services that an end in time stops; empty means all
 * @param abort which end of a container is the end of all
 * @param codeFrom the service whose exit code is the command's
 * @param timeout time between stop signal and SIGKILL; empty means each container's own
 */
record Audience(
    Set<ServiceName> shown,
    Set<ServiceName> watched,
    Set<ServiceName> stopped,
    Abort abort,
    Optional<ServiceName> codeFrom,
    Optional<Duration> timeout) {

  Audience {
    shown = Set.copyOf(shown);
    watched = Set.copyOf(watched);
    stopped = Set.copyOf(stopped);
  }

  /** Which end of a container is the end of all. */
  enum Abort {
    NEVER,
    ON_EXIT,
    ON_FAILURE
  }

  /** Returns whether this container's output is shown. */
  boolean shows(ContainerStatus container) {
    return shown.contains(container.spec().plan().service());
  }

  /** Returns whether it lasts as long as this container, among others. */
  boolean watches(ContainerStatus container) {
    ContainerPlan plan = container.spec().plan();
    boolean replica = !plan.isOneOff() && !plan.isPreStart();
    return replica && (watched.isEmpty() || watched.contains(plan.service()));
  }

  /** Returns whether all is to be stopped because a container ended that nobody starts again. */
  boolean abortsOn(Event.ContainerExited end) {
    return switch (abort) {
      case NEVER -> false;
      case ON_EXIT -> true;
      case ON_FAILURE -> end.code() != 0;
    };
  }
}
