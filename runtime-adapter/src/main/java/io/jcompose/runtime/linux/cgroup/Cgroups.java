package io.jcompose.runtime.linux.cgroup;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Door of the package: control groups by container, below {@code jcompose/PROJECT/CONTAINER} in
 * every hierarchy. Safe to use from several threads.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/cgroups.7.html">cgroups(7)</a>
 */
public final class Cgroups {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final Path root;
  private final Consumer<String> warnings;

  /**
   * Creates the door. Touches nothing yet.
   *
   * @param root where the kernel shows control groups, such as {@code /sys/fs/cgroup}
   * @param warnings told of each hierarchy that a container has to do without
   */
  public Cgroups(Path root, Consumer<String> warnings) {
    this.root = root;
    this.warnings = warnings;
  }

  /** Makes a container's groups, or finds those that are there. */
  public Cgroup create(ProjectName project, ContainerName container) {
    List<Cgroup.Node> nodes = new ArrayList<>();
    for (Hierarchy hierarchy : Hierarchy.below(root)) {
      try {
        nodes.add(new Cgroup.Node(hierarchy, hierarchy.make(project, container)));
      } catch (IOException e) {
        warnings.accept(
            "container '" + container + "' runs without the control group " + hierarchy + ": " + e);
      }
    }
    return new Cgroup(nodes, warnings);
  }

  /** Returns the processes in a container's groups; none if there are no groups. */
  public Set<Long> processes(ProjectName project, ContainerName container) {
    Set<Long> processes = new TreeSet<>();
    for (Hierarchy hierarchy : Hierarchy.below(root)) {
      processes.addAll(Cgroup.processesIn(hierarchy.node(project, container)));
    }
    return processes;
  }

  /**
   * Kills what is left in a container's groups and removes them, and the project's if they are
   * empty then. Groups that are gone are a success.
   *
   * @throws RuntimeFailure if a process does not end within ten seconds
   */
  public void remove(ProjectName project, ContainerName container) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Freezer freezer = new Freezer(root);
    for (Hierarchy hierarchy : Hierarchy.below(root)) {
      Path node = hierarchy.node(project, container);
      while (Files.isDirectory(node) && !tryToRemove(node)) {
        if (System.nanoTime() > end) {
          throw new RuntimeFailure(
              "cannot remove the control group "
                  + node
                  + " of container '"
                  + container
                  + "': a process in it does not end",
              "see which with 'cat "
                  + node.resolve("cgroup.procs")
                  + "'; one in state D waits for a device or a network file system");
        }
        freezer.thaw(project, container); // version 1 kills nothing that is frozen
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      hierarchy.removeEmptyParents(project);
    }
  }

  private static boolean tryToRemove(Path node) {
    Cgroup.processesIn(node).forEach(Cgroups::kill);
    try {
      Files.deleteIfExists(node);
      return true;
    } catch (IOException e) {
      return false; // EBUSY: a killed process is still on its way out
    }
  }

  private static void kill(long pid) {
    try {
      PidSignals.kill(pid);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ESRCH)) {
        throw e;
      }
    }
  }
}
