package io.jcompose.model.assemble;

import io.jcompose.model.project.Mount;
import io.jcompose.model.project.Mount.Bind.Recursion;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.AbsolutePath;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Quantities;
import io.jcompose.model.value.VolumeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes the typed mounts of a service, of {@code volumes} and {@code tmpfs}. */
final class MountAssembly {
  private final ProjectName project;
  private final Map<String, VolumeDefinition> volumes;

  MountAssembly(ProjectName project, Map<String, VolumeDefinition> volumes) {
    this.project = project;
    this.volumes = volumes;
  }

  List<Mount> mounts(Section service) {
    List<Mount> mounts = new ArrayList<>();
    service.items("volumes").forEach(item -> mounts.add(mount(item)));
    service.list("tmpfs").forEach(line -> mounts.add(tmpfs(line)));
    return mounts;
  }

  private Mount mount(Section item) {
    String target = item.text("target").orElseThrow();
    boolean readOnly = item.flag("read_only");
    String type = item.text("type").orElseThrow();
    return switch (type) {
      case "bind" -> bind(item, target, readOnly);
      case "volume" -> volume(item, target, readOnly);
      case "tmpfs" -> {
        Section options = item.section("tmpfs");
        yield new Mount.Tmpfs(target, options.number("size"), options.integer("mode"), "");
      }
      case "image" -> new Mount.Image(source(item), target, item.section("image").text("subpath"));
      case "cluster" -> new Mount.ClusterVolume(source(item), target, readOnly);
      case "npipe" -> new Mount.NamedPipe(source(item), target);
      default -> throw new IllegalStateException("mount type '" + type + "' was not refused");
    };
  }

  private static String source(Section item) {
    return item.text("source").orElse("");
  }

  private static Mount bind(Section item, String target, boolean readOnly) {
    Section bind = item.section("bind");
    return new Mount.Bind(
        new AbsolutePath(item.text("source").orElseThrow()).value(),
        target,
        readOnly,
        bind.bool("create_host_path").orElse(true),
        bind.text("propagation"),
        bind.text("selinux"),
        bind.text("recursive").map(word -> Recursion.valueOf(word.toUpperCase(Locale.ROOT))),
        item.text("consistency"));
  }

  private Mount volume(Section item, String target, boolean readOnly) {
    Section options = item.section("volume");
    return item.text("source")
        .<Mount>map(
            key ->
                new Mount.Volume(
                    name(key),
                    target,
                    readOnly,
                    options.flag("nocopy"),
                    options.text("subpath"),
                    options.texts("labels")))
        .orElseGet(() -> new Mount.AnonymousVolume(target, readOnly));
  }

  private VolumeName name(String key) {
    VolumeDefinition definition = volumes.get(key);
    return definition == null ? new VolumeName(project + "_" + key) : definition.name();
  }

  private static Mount.Tmpfs tmpfs(String line) {
    String[] parts = line.split(":", 2);
    OptionalLong size = OptionalLong.empty();
    OptionalInt mode = OptionalInt.empty();
    List<String> others = new ArrayList<>();
    for (String option : parts.length == 1 ? new String[0] : parts[1].split(",")) {
      if (option.startsWith("size=")) {
        size = Quantities.bytes(option.substring("size=".length()));
      } else if (option.startsWith("mode=")) {
        mode = Quantities.mode(option.substring("mode=".length()), false);
      } else if (!option.isEmpty()) {
        others.add(option);
      }
    }
    return new Mount.Tmpfs(
        new AbsolutePath(parts[0]).value(), size, mode, String.join(",", others));
  }
}
