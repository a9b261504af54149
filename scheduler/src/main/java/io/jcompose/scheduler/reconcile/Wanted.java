package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.PodPlan;
import java.util.List;

/**
 * What the user wants.
 *
 * @param plan the whole project
 * @param containers those containers of it that are to run now, in any order
 */
public record Wanted(PodPlan plan, List<Wanted.Container> containers) {
  public Wanted {
    containers = List.copyOf(containers);
  }

  /**
   * A container that is to run.
   *
   * @param imageId of the image that its reference means at present
   * @param chosen whether it was asked for, rather than being there for others that depend on it
   */
  public record Container(ContainerSpec spec, String imageId, boolean chosen) {}
}
