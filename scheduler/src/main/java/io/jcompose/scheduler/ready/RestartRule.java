package io.jcompose.scheduler.ready;

import static io.jcompose.scheduler.runtime.ContainerNotes.Health.UNHEALTHY;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.OnUnhealthy;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.time.Duration;

/** Decides whether a container that ended is started again, as docker does. */
public final class RestartRule {
  private RestartRule() {}

  /**
   * Returns whether a container is to be started again: by its restart policy, or as it was
   * unhealthy when it ended and {@code on-unhealthy: restart} holds, however often that happens.
   *
   * @param exit how its last run ended
   * @param ranFor how long that run was
   */
  static boolean wants(ContainerPlan plan, ExitStatus exit, Duration ranFor, ContainerNotes notes) {
    if (notes.stoppedByUser()) {
      return false;
    }
    return (restartsIfUnhealthy(plan) && notes.health().filter(UNHEALTHY::equals).isPresent())
        || wants(plan.restart(), exit, ranFor, notes);
  }

  /** Returns whether a container is ended and started again once it is unhealthy. */
  static boolean restartsIfUnhealthy(ContainerPlan plan) {
    return plan.upkeep().onUnhealthy() == OnUnhealthy.RESTART;
  }

  private static boolean wants(
      RestartPolicy policy, ExitStatus exit, Duration ranFor, ContainerNotes notes) {
    boolean minds =
        switch (policy.kind()) {
          case NO -> false;
          case ALWAYS, UNLESS_STOPPED -> true;
          case ON_FAILURE -> exit.code() != 0;
        };
    return minds
        && (policy.maxAttempts() == 0 || attempts(policy, ranFor, notes) < policy.maxAttempts());
  }

  /** Returns how many restarts in a row there were when a run of that length ended. */
  static int attempts(RestartPolicy policy, Duration ranFor, ContainerNotes notes) {
    boolean lasted = policy.window().filter(window -> ranFor.compareTo(window) >= 0).isPresent();
    return lasted ? 0 : notes.attempts();
  }

  /** Returns whether a container does not run and will not until somebody asks for it. */
  public static boolean isAtRest(ContainerStatus status) {
    return !status.running() && !status.notes().restarting() && !comesBack(status);
  }

  /**
   * Returns whether a container does not run, but will again without anybody asking for it. After a
   * boot none does: whoever brings the project up starts all in the order that their dependencies
   * want.
   */
  public static boolean comesBack(ContainerStatus status) {
    return status.state() == ContainerStatus.State.EXITED
        && !status.ofEarlierBoot()
        && status
            .exit()
            .map(exit -> wants(status.spec().plan(), exit, status.ranFor(), status.notes()))
            .orElse(false);
  }
}
