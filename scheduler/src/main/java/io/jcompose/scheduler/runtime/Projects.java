package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ProjectName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The projects of an engine: what each was last told to be. */
public interface Projects {
  /** Records what the project is to be; comes before anything of it is made, and may come again. */
  void record(PodPlan plan);

  /** Returns a project, if anything is recorded of it. */
  Optional<Recorded> find(ProjectName project);

  /** Returns all projects, sorted by name. */
  List<Recorded> list();

  /**
   * Removes a project with all that is left of it on disk; its containers and pods must be gone. A
   * project that is gone is a success, and what an earlier attempt left is removed.
   */
  void remove(ProjectName project);

  /**
   * A project as it was recorded.
   *
   * @param plan its last plan
   * @param created when it was recorded first
   */
  record Recorded(PodPlan plan, Instant created) {}
}
