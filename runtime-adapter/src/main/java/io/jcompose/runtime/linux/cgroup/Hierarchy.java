package io.jcompose.runtime.linux.cgroup;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One tree of control groups.
 *
 * @param name as the kernel mounts it, such as {@code memory} or {@code cpu,cpuacct}; empty for the
 *     unified one (version 2)
 */
record Hierarchy(String name, Path root) {
  private static final String OURS = "jcompose";

  /**
   * The controllers of version 1 that we use. Not {@code cpuset}: a new group of it takes no
   * process until it is told cpus and memory nodes.
   */
  private static final List<String> CONTROLLERS =
      List.of("cpu", "cpuacct", "memory", "pids", "blkio", "devices", "freezer");

  private static final List<String> UNIFIED_CONTROLLERS = List.of("cpu", "memory", "pids", "io");
  private static final int ATTEMPTS = 10;

  static List<Hierarchy> below(Path root) {
    if (Files.exists(root.resolve("cgroup.controllers"))) {
      return List.of(new Hierarchy("", root));
    }
    Set<Path> directories = new LinkedHashSet<>();
    for (String controller : CONTROLLERS) {
      Path directory = root.resolve(controller);
      if (Files.exists(directory.resolve("cgroup.procs"))) {
        directories.add(real(directory)); // cpu is often a link to cpu,cpuacct
      }
    }
    List<Hierarchy> hierarchies = new ArrayList<>();
    directories.forEach(d -> hierarchies.add(new Hierarchy(d.getFileName().toString(), d)));
    return hierarchies;
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      return directory; // went away while we looked: using it will fail and be told
    }
  }

  boolean unified() {
    return name.isEmpty();
  }

  /** Returns whether it is version 1's hierarchy of that controller, alone or among others. */
  boolean carries(String controller) {
    return List.of(name.split(",")).contains(controller);
  }

  Path node(ProjectName project, ContainerName container) {
    return project(project).resolve(container.toString());
  }

  private Path project(ProjectName project) {
    return root.resolve(OURS).resolve(project.toString());
  }

  /** Makes the container's group; another process may be removing its empty parents meanwhile. */
  Path make(ProjectName project, ContainerName container) throws IOException {
    Path node = node(project, container);
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(node);
        if (unified()) {
          handDownControllers(project);
        }
        return node;
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** A group of version 2 has the controllers that all groups above it hand down. */
  private void handDownControllers(ProjectName project) throws IOException {
    String offered = Files.readString(root.resolve("cgroup.controllers"));
    for (Path group : List.of(root, root.resolve(OURS), project(project))) {
      for (String controller : UNIFIED_CONTROLLERS) {
        if (List.of(offered.strip().split(" ")).contains(controller)) {
          Files.writeString(group.resolve("cgroup.subtree_control"), "+" + controller);
        }
      }
    }
  }

  void removeEmptyParents(ProjectName project) {
    try {
      Files.deleteIfExists(project(project));
      Files.deleteIfExists(root.resolve(OURS));
    } catch (IOException e) {
      return; // not empty: others live there
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
