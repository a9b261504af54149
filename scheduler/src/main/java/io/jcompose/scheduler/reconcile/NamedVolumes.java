package io.jcompose.scheduler.reconcile;

import io.jcompose.model.project.Mount;
import io.jcompose.model.value.VolumeName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the named volume of a mount, where it has one. */
final class NamedVolumes implements Mount.Visitor<Optional<VolumeName>> {
  static Set<VolumeName> of(List<Mount> mounts) {
    NamedVolumes visitor = new NamedVolumes();
    Set<VolumeName> volumes = new TreeSet<>();
    mounts.forEach(mount -> mount.accept(visitor).ifPresent(volumes::add));
    return volumes;
  }

  @Override
  public Optional<VolumeName> bind(Mount.Bind mount) {
    return Optional.empty();
  }

  @Override
  public Optional<VolumeName> volume(Mount.Volume mount) {
    return Optional.of(mount.volume());
  }

  @Override
  public Optional<VolumeName> anonymousVolume(Mount.AnonymousVolume mount) {
    return Optional.empty();
  }

  @Override
  public Optional<VolumeName> tmpfs(Mount.Tmpfs mount) {
    return Optional.empty();
  }

  @Override
  public Optional<VolumeName> image(Mount.Image mount) {
    return Optional.empty();
  }

  @Override
  public Optional<VolumeName> clusterVolume(Mount.ClusterVolume mount) {
    return Optional.empty();
  }

  @Override
  public Optional<VolumeName> namedPipe(Mount.NamedPipe mount) {
    return Optional.empty();
  }
}
