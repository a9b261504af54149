package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Volumes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The named volumes of a {@link FakeRuntime}: names only. */
final class FakeVolumes implements Volumes {
  private final Faults faults;
  private final Function<ContainerName, Optional<ContainerStatus>> containers;
  private final Map<VolumeName, VolumePlan> volumes = new TreeMap<>();

  /**
   * Creates volumes of none.
   *
   * @param containers finds containers, asked only once there are some
   */
  FakeVolumes(Faults faults, Function<ContainerName, Optional<ContainerStatus>> containers) {
    this.faults = faults;
    this.containers = containers;
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
  public Map<String, MountedVolume> of(ContainerName container) {
    Map<String, MountedVolume> mounted = new TreeMap<>();
    List<Mount> mounts =
        containers.apply(container).map(status -> status.spec().mounts()).orElse(List.of());
    for (Mount mount : mounts) {
      if (mount instanceof Mount.Volume volume && exists(volume.volume())) {
        mounted.put(volume.target(), mounted(volume.volume().value()));
      } else if (mount instanceof Mount.AnonymousVolume volume) {
        mounted.put(volume.target(), mounted(container + volume.target().replace('/', '_')));
      }
    }
    return mounted;
  }

  private static MountedVolume mounted(String name) {
    return new MountedVolume(new VolumeName(name), "/volumes/" + name);
  }

  @Override
  public synchronized void remove(VolumeName name) {
    faults.journal("remove volume", name.value());
    volumes.remove(name);
  }
}
