package io.jcompose.scheduler.reconcile;

import io.jcompose.model.project.Rerun;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ContainerStatus.State;
import io.jcompose.scheduler.runtime.ExitStatus;

/** Tells which containers have done what they were for: migrations, set-ups, other one-shots. */
final class RunOnce {
  private RunOnce() {}

  /** Returns whether a container that runs before its service starts has done so. */
  static boolean isDone(ContainerStatus preStart) {
    return preStart.spec().plan().isPreStart() && isDone(preStart, Rerun.CHANGED, true);
  }

  /**
   * Returns whether a container has ended by itself, successfully, and is not to run again as long
   * as nothing about it changes.
   *
   * @param awaited whether others wait for its end. Of one whose end nobody waits for, and which
   *     ended before the machine was last booted, nobody knows whether it was done or had to end
   *     with the machine.
   */
  static boolean isDone(ContainerStatus status, Rerun rerun, boolean awaited) {
    return rerun == Rerun.CHANGED
        && status.state() == State.EXITED
        && status.exit().map(ExitStatus::code).filter(code -> code == 0).isPresent()
        && status.spec().plan().restart().kind() == RestartPolicy.Kind.NO
        && !status.notes().stoppedByUser()
        && (awaited || !status.ofEarlierBoot());
  }
}
