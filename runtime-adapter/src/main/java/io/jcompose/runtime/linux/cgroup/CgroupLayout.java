package io.jcompose.runtime.linux.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which control groups this host offers to {@link Cgroups}, to be looked at; makes nothing.
 *
 * @param roots the directories that containers' groups are made below
 * @param controllers what can be limited, by the names of version 2: {@code io} is version 1's
 *     {@code blkio}
 */
public record CgroupLayout(Version version, List<Path> roots, Set<String> controllers) {
  /** How control groups are mounted. */
  public enum Version {
    NONE,
    ONE,
    /** Version 1 carries the controllers; version 2 is there beside it. */
    HYBRID,
    TWO
  }

  public CgroupLayout {
    roots = List.copyOf(roots);
    controllers = Set.copyOf(controllers);
  }

  /**
   * Looks.
   *
   * @param root where the kernel shows control groups, such as {@code /sys/fs/cgroup}
   */
  public static CgroupLayout of(Path root) {
    List<Hierarchy> hierarchies = Hierarchy.below(root);
    Set<String> controllers = new LinkedHashSet<>();
    hierarchies.forEach(hierarchy -> controllers.addAll(controllers(hierarchy)));
    return new CgroupLayout(
        version(root, hierarchies),
        hierarchies.stream().map(Hierarchy::root).toList(),
        controllers);
  }

  private static Version version(Path root, List<Hierarchy> hierarchies) {
    if (hierarchies.isEmpty()) {
      return Version.NONE;
    }
    if (hierarchies.get(0).unified()) {
      return Version.TWO;
    }
    boolean both = Files.exists(root.resolve("unified").resolve("cgroup.controllers"));
    return both ? Version.HYBRID : Version.ONE;
  }

  private static List<String> controllers(Hierarchy hierarchy) {
    if (!hierarchy.unified()) {
      return List.of(hierarchy.name().replace("blkio", "io").split(","));
    }
    try {
      String names = Files.readString(hierarchy.root().resolve("cgroup.controllers"));
      return List.of(names.strip().split("\\s+"));
    } catch (IOException e) {
      return List.of(); // unmounted while we looked
    }
  }
}
