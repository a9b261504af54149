package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import java.util.List;
import java.util.Map;

/** The volumes of an engine: named ones, and those that belong to one container each. */
public interface Volumes {
  /** Makes the volume; one of that name that exists is left as it is. */
  void create(VolumePlan plan);

  /** Returns whether there is a volume of that name. */
  boolean exists(VolumeName name);

  /** Returns the volumes made for a project, as they were made, sorted by name. */
  List<VolumePlan> list(ProjectName project);

  /** Removes the volume with its content; one that is gone is a success. */
  void remove(VolumeName name);

  /**
   * Returns the volumes that a container is made with, anonymous ones included, by the places in it
   * where they are mounted; none if there is no such container. Volumes that are gone are left out.
   */
  Map<String, MountedVolume> of(ContainerName container);

  /**
   * A volume that a container has.
   *
   * @param directory of the host that holds its content
   */
  record MountedVolume(VolumeName name, String directory) {}
}
