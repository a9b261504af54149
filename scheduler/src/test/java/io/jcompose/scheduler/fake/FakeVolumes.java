package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.runtime.Volumes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The named volumes of a {@link FakeRuntime}: names only. */
final class FakeVolumes implements Volumes {
  private final Faults faults;
  private final Map<VolumeName, VolumePlan> volumes = new TreeMap<>();

  FakeVolumes(Faults faults) {
    this.faults = faults;
  }

  @Override
  public synchronized void create(VolumePlan plan) {
    faults.journal("create volume", plan.name().value());
    volumes.putIfAbsent(plan.name(), plan);
  }

  @Override
  public synchronized boolean exists(VolumeName name) {
    return volumes.containsKey(name);
  }

  @Override
  public synchronized List<VolumePlan> list(ProjectName project) {
    return volumes.values().stream().filter(volume -> volume.project().equals(project)).toList();
  }

  @Override
  public synchronized void remove(VolumeName name) {
    faults.journal("remove volume", name.value());
    volumes.remove(name);
  }
}
