package io.jcompose.cli.command;

import io.jcompose.model.project.Mount;
import io.jcompose.scheduler.runtime.Volumes.MountedVolume;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A mount with the keys that docker's {@code inspect} gives it; never what is in it. */
final class MountDetails implements Mount.Visitor<Map<String, Object>> {
  private final Map<String, MountedVolume> volumes;

  private MountDetails(Map<String, MountedVolume> volumes) {
    this.volumes = volumes;
  }

  /**
   * Returns the details of a mount.
   *
   * @param volumes of its container, by their targets
   */
  static Map<String, Object> of(Mount mount, Map<String, MountedVolume> volumes) {
    return mount.accept(new MountDetails(volumes));
  }

  /** A volume that is gone has a name at most. */
  private Map<String, Object> volume(String name, String target, boolean write) {
    Optional<MountedVolume> here = Optional.ofNullable(volumes.get(target));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Type", "volume");
    map.put("Name", here.map(volume -> volume.name().value()).orElse(name));
    map.put("Source", here.map(MountedVolume::directory).orElse(""));
    map.put("Destination", target);
    map.put("Driver", "local");
    map.put("RW", write);
    return map;
  }

  private static Map<String, Object> map(String type, String source, String target, boolean write) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Type", type);
    map.put("Source", source);
    map.put("Destination", target);
    map.put("RW", write);
    return map;
  }

  @Override
  public Map<String, Object> bind(Mount.Bind mount) {
    Map<String, Object> map = map("bind", mount.source(), mount.target(), !mount.readOnly());
    map.put("Propagation", mount.propagation().orElse("rprivate"));
    return map;
  }

  @Override
  public Map<String, Object> volume(Mount.Volume mount) {
    return volume(mount.volume().value(), mount.target(), !mount.readOnly());
  }

  @Override
  public Map<String, Object> anonymousVolume(Mount.AnonymousVolume mount) {
    return volume("", mount.target(), !mount.readOnly());
  }

  @Override
  public Map<String, Object> tmpfs(Mount.Tmpfs mount) {
    return map("tmpfs", "", mount.target(), true);
  }

  @Override
  public Map<String, Object> image(Mount.Image mount) {
    return map("image", mount.source(), mount.target(), false);
  }

  @Override
  public Map<String, Object> clusterVolume(Mount.ClusterVolume mount) {
    return map("cluster", mount.source(), mount.target(), !mount.readOnly());
  }

  @Override
  public Map<String, Object> namedPipe(Mount.NamedPipe mount) {
    return map("npipe", mount.source(), mount.target(), true);
  }
}
