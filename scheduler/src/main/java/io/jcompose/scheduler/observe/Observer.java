package io.jcompose.scheduler.observe;

import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what stands on the host. */
public final class Observer {
  private final ContainerRuntime runtime;

  /** Creates an observer that reads through {@code runtime}. */
  public Observer(ContainerRuntime runtime) {
    this.runtime = runtime;
  }

  /** Returns what stands on the host for a project. */
  public Observed observe(ProjectName project) {
    return observe(project, List.of());
  }

  /** Returns what stands on the host for a project that is to use these volumes. */
  public Observed observe(ProjectName project, Collection<VolumePlan> wanted) {
    Map<ContainerName, ContainerStatus> containers = new TreeMap<>();
    runtime.containers().list(project).forEach(status -> containers.put(status.name(), status));
    Set<VolumeName> own = new TreeSet<>(runtime.volumes().list(project));
    Set<VolumeName> others = new TreeSet<>();
    for (VolumePlan volume : wanted) {
      if (!own.contains(volume.name()) && runtime.volumes().exists(volume.name())) {
        others.add(volume.name());
      }
    }
    return new Observed(project, runtime.pods().find(project), containers, own, others);
  }
}
