package io.jcompose.runtime.linux.state;

import io.jcompose.model.plan.PodPlan;
import java.time.Instant;

/**
 * What a project was told to be.
 *
 * @param plan the last plan
 * @param created when it was recorded first
 */
public record ProjectRecord(int version, PodPlan plan, Instant created) {
  static final int VERSION = 1;

  /** Creates the record of a project, in today's form. */
  public static ProjectRecord of(PodPlan plan, Instant created) {
    return new ProjectRecord(VERSION, plan, created);
  }
}
