package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import java.util.List;

/** The named volumes of an engine. */
public interface Volumes {
  /** Makes the volume; one of that name that exists is left as it is. */
  void create(VolumePlan plan);

  /** Returns whether there is a volume of that name. */
  boolean exists(VolumeName name);

  /** Returns the volumes made for a project, as they were made, sorted by name. */
  List<VolumePlan> list(ProjectName project);

  /** Removes the volume with its content; one that is gone is a success. */
  void remove(VolumeName name);
}
