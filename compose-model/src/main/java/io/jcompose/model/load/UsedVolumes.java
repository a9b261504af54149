package io.jcompose.model.load;

import io.jcompose.model.project.Mount;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.VolumeName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Leaves out the volumes that no active service mounts, as docker compose does. */
final class UsedVolumes {
  private UsedVolumes() {}

  static Map<String, VolumeDefinition> of(
      Collection<Service> services, Map<String, VolumeDefinition> declared) {
    Set<VolumeName> used =
        services.stream()
            .flatMap(service -> service.mounts().stream())
            .filter(Mount.Volume.class::isInstance)
            .map(mount -> ((Mount.Volume) mount).volume())
            .collect(Collectors.toUnmodifiableSet());
    Map<String, VolumeDefinition> kept = new LinkedHashMap<>();
    declared.forEach(
        (key, volume) -> {
          if (used.contains(volume.name())) {
            kept.put(key, volume);
          }
        });
    return kept;
  }
}
