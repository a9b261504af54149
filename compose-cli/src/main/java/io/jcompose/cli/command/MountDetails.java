package io.jcompose.cli.command;

import io.jcompose.model.project.Mount;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mount with the keys that docker's {@code inspect} gives it; never what is in it. */
final class MountDetails implements Mount.Visitor<Map<String, Object>> {
  static Map<String, Object> of(Mount mount) {
    return mount.accept(new MountDetails());
  }

  private static Map<String, Object> map(String type, String source, String target, boolean write) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Type", type);
    map.put(type.equals("volume") ? "Name" : "Source", source);
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
    return map("volume", mount.volume().value(), mount.target(), !mount.readOnly());
  }

  @Override
  public Map<String, Object> anonymousVolume(Mount.AnonymousVolume mount) {
    return map("volume", "", mount.target(), !mount.readOnly());
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
