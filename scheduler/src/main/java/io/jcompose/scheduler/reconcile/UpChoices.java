package io.jcompose.scheduler.reconcile;

import java.time.Duration;
import java.util.Optional;

/**
 * What a user may choose about {@code up}.
 *
 * @param goal how far containers are brought
 * @param recreation which of the containers that exist are made anew; of those that are only there
 *     because others depend on them, {@link Recreation#ALWAYS} makes anew what changed
 * @param recreateDependencies whether containers that are only there because others depend on them
 *     are all made anew
 * @param renewVolumes whether a container that is made anew gets new anonymous volumes
 * @param replaceVolumes whether a named volume whose definition changed is made anew, with all that
 *     is in it lost; otherwise it stays, and a warning says so
 * @param allResources whether the plan's networks and volumes are made that none of the containers
 *     uses
 * @param orphans what becomes of containers of services the plan does not have
 * @param stopTimeout between stop signal and SIGKILL; empty means each container's own
 */
public record UpChoices(
    Goal goal,
    Recreation recreation,
    boolean recreateDependencies,
    boolean renewVolumes,
    boolean replaceVolumes,
    boolean allResources,
    OrphanChoice orphans,
    Optional<Duration> stopTimeout) {
  /** What {@code up} does where nobody asks for more. */
  public static final UpChoices DEFAULT =
      new UpChoices(
          Goal.STARTED,
          Recreation.IF_CHANGED,
          false,
          false,
          false,
          false,
          OrphanChoice.DEFAULT,
          Optional.empty());

  /** How far containers are brought. */
  public enum Goal {
    /** They exist. */
    CREATED,
    /** They are started, each once its dependencies allow. */
    STARTED,
    /** They are started and then waited for until all are ready. */
    READY
  }

  /** Which containers that exist are made anew. */
  public enum Recreation {
    /** Those whose definition or image changed. */
    IF_CHANGED,
    /** All that were asked for. */
    ALWAYS,
    /** None, whatever changed. */
    NEVER
  }

  /** Returns these choices with another goal. */
  public UpChoices withGoal(Goal changed) {
    return new UpChoices(
        changed,
        recreation,
        recreateDependencies,
        renewVolumes,
        replaceVolumes,
        allResources,
        orphans,
        stopTimeout);
  }

  /** Returns these choices with another answer to what is made anew. */
  public UpChoices withRecreation(Recreation changed) {
    return new UpChoices(
        goal,
        changed,
        recreateDependencies,
        renewVolumes,
        replaceVolumes,
        allResources,
        orphans,
        stopTimeout);
  }

  /** Returns these choices with another answer to whether dependencies are made anew too. */
  public UpChoices withRecreateDependencies(boolean changed) {
    return new UpChoices(
        goal,
        recreation,
        changed,
        renewVolumes,
        replaceVolumes,
        allResources,
        orphans,
        stopTimeout);
  }

  /** Returns these choices with another answer to whether anonymous volumes are made anew. */
  public UpChoices withRenewVolumes(boolean changed) {
    return new UpChoices(
        goal,
        recreation,
        recreateDependencies,
        changed,
        replaceVolumes,
        allResources,
        orphans,
        stopTimeout);
  }

  /** Returns these choices with another answer to whether changed volumes may be lost. */
  public UpChoices withReplaceVolumes(boolean changed) {
    return new UpChoices(
        goal,
        recreation,
        recreateDependencies,
        renewVolumes,
        changed,
        allResources,
        orphans,
        stopTimeout);
  }

  /** Returns these choices with another answer to whether unused resources are made. */
  public UpChoices withAllResources(boolean changed) {
    return new UpChoices(
        goal,
        recreation,
        recreateDependencies,
        renewVolumes,
        replaceVolumes,
        changed,
        orphans,
        stopTimeout);
  }

  /** Returns these choices with another answer to what becomes of orphans. */
  public UpChoices withOrphans(OrphanChoice changed) {
    return new UpChoices(
        goal,
        recreation,
        recreateDependencies,
        renewVolumes,
        replaceVolumes,
        allResources,
        changed,
        stopTimeout);
  }

  /** Returns these choices with another time between stop signal and SIGKILL. */
  public UpChoices withStopTimeout(Optional<Duration> changed) {
    return new UpChoices(
        goal,
        recreation,
        recreateDependencies,
        renewVolumes,
        replaceVolumes,
        allResources,
        orphans,
        changed);
  }
}
