package io.jcompose.runtime.linux.cgroup;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps containers' processes from running, and lets them go on. What is frozen stays so whoever
 * ends: it is the kernel that knows. Safe to use from several threads.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v1/freezer-subsystem.html">version 1</a>
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">version 2: cgroup.freeze</a>
 */
public final class Freezer {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final Path root;

  /**
   * Creates a freezer. Touches nothing yet.
   *
   * @param root where the kernel shows control groups, such as {@code /sys/fs/cgroup}
   */
  public Freezer(Path root) {
    this.root = root;
  }

  /**
   * Freezes a container and returns once none of its processes runs.
   *
   * @throws RuntimeFailure if the host cannot, or a process does not stop within ten seconds; then
   *     the container goes on
   */
  public void freeze(ProjectName project, ContainerName container) {
    Node node =
        node(project, container)
            .orElseThrow(
                () ->
                    new RuntimeFailure(
                        "cannot pause container '"
                            + container
                            + "': it has no control group that could be frozen",
                        "see with 'jcompose doctor' whether this host has the freezer"));
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      // asked anew each time: version 1 gives up on a process that was being forked meanwhile
      for (node.freeze(); !node.isFrozen(); node.freeze()) {
        if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
          throw notAtRest(node, container);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (IOException e) {
      throw cannot("pause", container, e);
    }
  }

  private static RuntimeFailure notAtRest(Node node, ContainerName container) throws IOException {
    node.thaw();
    return new RuntimeFailure(
        "cannot pause container '" + container + "': a process in it does not come to rest",
        "see which with 'cat "
            + node.directory().resolve("cgroup.procs")
            + "'; one in state D waits for a device or a network file system");
  }

  /** Lets a container go on; one that is not frozen, or gone, is left as it is. */
  public void thaw(ProjectName project, ContainerName container) {
    try {
      Optional<Node> node = node(project, container);
      if (node.isPresent()) {
        node.get().thaw();
      }
    } catch (IOException e) {
      if (isFrozen(project, container)) {
        throw cannot("unpause", container, e);
      }
    }
  }

  private static RuntimeFailure cannot(String what, ContainerName container, IOException cause) {
    return new RuntimeFailure(
        "cannot " + what + " container '" + container + "': " + cause,
        "see whether the control group can be written",
        cause);
  }

  /** Returns whether a container is frozen; none of what is gone is. */
  public boolean isFrozen(ProjectName project, ContainerName container) {
    try {
      Optional<Node> node = node(project, container);
      return node.isPresent() && node.get().isFrozen();
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }

  private Optional<Node> node(ProjectName project, ContainerName container) {
    return Hierarchy.below(root).stream()
        .filter(hierarchy -> hierarchy.unified() || hierarchy.carries("freezer"))
        .map(hierarchy -> new Node(hierarchy.unified(), hierarchy.node(project, container)))
        .filter(node -> Files.exists(node.control()))
        .findFirst();
  }

  /** The group that freezes, in the words of its version. */
  private record Node(boolean unified, Path directory) {
    Path control() {
      return directory.resolve(unified ? "cgroup.freeze" : "freezer.state");
    }

    void freeze() throws IOException {
      Files.writeString(control(), unified ? "1" : "FROZEN");
    }

    void thaw() throws IOException {
      Files.writeString(control(), unified ? "0" : "THAWED");
    }

    boolean isFrozen() throws IOException {
      return unified
          ? Files.readAllLines(directory.resolve("cgroup.events")).contains("frozen 1")
          : Files.readString(control()).strip().equals("FROZEN");
    }
  }
}
