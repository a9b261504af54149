package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.Optional;

/** Tells whether a container is still what is wanted. */
final class Outdated {
  private Outdated() {}

  /** Returns why a container has to be made anew, as a clause; empty if it can stay. */
  static Optional<String> why(ContainerStatus status, Wanted.Container wanted) {
    ContainerPlan now = status.spec().plan();
    ContainerPlan then = wanted.spec().plan();
    if (!now.configHash().equals(then.configHash())) {
      return Optional.of(PlanDifferences.between(now, then));
    }
    if (!now.pod().equals(then.pod())) {
      return Optional.of("it moves to another pod");
    }
    if (!status.imageId().equals(wanted.imageId())) {
      return Optional.of("its image '" + then.image() + "' changed");
    }
    return Optional.empty();
  }
}
