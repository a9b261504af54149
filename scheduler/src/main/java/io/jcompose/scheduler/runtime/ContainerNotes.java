package io.jcompose.scheduler.runtime;

import java.util.Optional;

/**
 * What the scheduler knows of a container and later processes need.
 *
 * @param health empty if nobody asks for a health check
 * @param restarts how often it was started since the user last did, without anybody asking for it
 * @param attempts how many of these are in a row: those since the last run that was as long as its
 *     restart policy's window
 * @param restarting whether its restart policy is about to start it again
 * @param stoppedByUser whether the user stopped it, so that no restart policy brings it back
 * @param healthOutput the end of what the last probe wrote; empty if there was none
 */
public record ContainerNotes(
    Optional<Health> health,
    int restarts,
    int attempts,
    boolean restarting,
    boolean stoppedByUser,
    String healthOutput) {
  /** Nothing is known yet. */
  public static final ContainerNotes NONE =
      new ContainerNotes(Optional.empty(), 0, 0, false, false, "");

  /** What probes say. */
  public enum Health {
    STARTING,
    HEALTHY,
    UNHEALTHY
  }

  /** Returns these notes with another health. */
  public ContainerNotes withHealth(Optional<Health> changed, String output) {
    return new ContainerNotes(changed, restarts, attempts, restarting, stoppedByUser, output);
  }

  /** Returns these notes with other counts of restarts. */
  public ContainerNotes withRestarts(int changed, int inARow) {
    return new ContainerNotes(health, changed, inARow, restarting, stoppedByUser, healthOutput);
  }

  /** Returns these notes with another answer to whether it is about to be started again. */
  public ContainerNotes withRestarting(boolean changed) {
    return new ContainerNotes(health, restarts, attempts, changed, stoppedByUser, healthOutput);
  }

  /** Returns these notes with another answer to whether the user stopped it. */
  public ContainerNotes withStoppedByUser(boolean changed) {
    return new ContainerNotes(health, restarts, attempts, false, changed, healthOutput);
  }
}
