package io.jcompose.scheduler.ready;

import io.jcompose.model.project.RestartPolicy;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExitStatus;

/** Decides whether a container that ended is started again, as docker does. */
public final class RestartRule {
  private RestartRule() {}

  /**
   * Returns whether the policy wants a container started again.
   *
   * @param exit how its last run ended
   */
  static boolean wants(RestartPolicy policy, ExitStatus exit, ContainerNotes notes) {
    if (notes.stoppedByUser()) {
      return false;
    }
    return switch (policy.kind()) {
      case NO -> false;
      case ALWAYS, UNLESS_STOPPED -> true;
      case ON_FAILURE ->
          exit.code() != 0
              && (policy.maxAttempts() == 0 || notes.restarts() < policy.maxAttempts());
    };
  }

  /** Returns whether a container does not run and will not until somebody asks for it. */
  public static boolean isAtRest(ContainerStatus status) {
    return !status.running() && !status.notes().restarting() && !comesBack(status);
  }

  /** Returns whether a container does not run, but will again without anybody asking for it. */
  public static boolean comesBack(ContainerStatus status) {
    return status.state() == ContainerStatus.State.EXITED
        && status
            .exit()
            .map(exit -> wants(status.spec().plan().restart(), exit, status.notes()))
            .orElse(false);
  }
}
