package io.jcompose.model.export.kubernetes;

import io.jcompose.model.project.Mount;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.VolumesFrom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a service mounts, with what it takes over from others by {@code volumes_from:}. */
final class MountsOf {
  private MountsOf() {}

  static List<Mount> service(Service service, Project project) {
    Map<String, Mount> mounts = new LinkedHashMap<>();
    for (VolumesFrom from : service.storage().volumesFrom()) {
      taken(from, project).forEach(mount -> mounts.put(mount.target(), mount));
    }
    service.mounts().forEach(mount -> mounts.put(mount.target(), mount));
    return List.copyOf(mounts.values());
  }

  /** Anonymous volumes are another container's own, and memory is never shared. */
  private static List<Mount> taken(VolumesFrom from, Project project) {
    List<Mount> mounts = new ArrayList<>();
    Service other =
        from instanceof VolumesFrom.OfService of ? project.services().get(of.service()) : null;
    if (other != null) {
      for (Mount mount : other.mounts()) {
        if (mount instanceof Mount.Volume volume) {
          mounts.add(
              new Mount.Volume(
                  volume.volume(),
                  volume.target(),
                  volume.readOnly() || from.readOnly(),
                  volume.noCopy(),
                  volume.subpath(),
                  Map.of()));
        } else if (mount instanceof Mount.Bind bind) {
          mounts.add(
              new Mount.Bind(
                  bind.source(),
                  bind.target(),
                  bind.readOnly() || from.readOnly(),
                  bind.createHostPath(),
                  bind.propagation(),
                  bind.selinux()));
        }
      }
    }
    return mounts;
  }
}
