package io.jcompose.model.plan;

import io.jcompose.model.project.OnUnhealthy;
import io.jcompose.model.project.Rerun;

/**
 * How a container is dealt with over time. A change of it alone makes no container out of date.
 *
 * @param update how it is replaced by one of a newer configuration
 * @param rollback how an update that failed is taken back
 * @param removedAtEnd whether it is removed, with its anonymous volumes, once it has ended
 */
public record Upkeep(
    Rerun rerun,
    OnUnhealthy onUnhealthy,
    UpdateStrategy update,
    UpdateStrategy rollback,
    boolean removedAtEnd) {
  /** What holds where the file says nothing. */
  public static final Upkeep DEFAULT =
      new Upkeep(
          Rerun.CHANGED, OnUnhealthy.NONE, UpdateStrategy.DEFAULT, UpdateStrategy.DEFAULT, false);

  /** Returns the same for a container that is removed once it has ended. */
  public Upkeep untilEnd() {
    return new Upkeep(rerun, onUnhealthy, update, rollback, true);
  }
}
