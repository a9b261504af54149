package io.jcompose.runtime.linux.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One container's groups. */
public final class Cgroup {
  /** What Docker allows: to make any node, and to use the harmless ones and terminals. */
  private static final List<String> ALLOWED_DEVICES =
      List.of(
          "c *:* m",
          "b *:* m",
          "c 1:3 rwm",
          "c 1:5 rwm",
          "c 1:7 rwm",
          "c 1:8 rwm",
          "c 1:9 rwm",
          "c 5:0 rwm",
          "c 5:1 rwm",
          "c 5:2 rwm",
          "c 136:* rwm");

  private final List<Node> nodes;
  private final Consumer<String> warnings;

  Cgroup(List<Node> nodes, Consumer<String> warnings) {
    this.nodes = List.copyOf(nodes);
    this.warnings = warnings;
  }

  /** One group in one hierarchy. */
  record Node(Hierarchy hierarchy, Path directory) {}

  /**
   * A group as a container sees it below {@code /sys/fs/cgroup}.
   *
   * @param name of the directory there; empty means {@code /sys/fs/cgroup} itself
   * @param directory on the host
   */
  public record View(String name, Path directory) {}

  /** Returns what the container is shown. */
  public List<View> views() {
    return nodes.stream().map(n -> new View(n.hierarchy().name(), n.directory())).toList();
  }

  /**
   * Allows only harmless devices.
   *
   * @return whether the kernel enforces it; if not, mounts must keep device nodes from working
   */
  public boolean restrictDevices() {
    for (Node node : nodes) {
      if (node.hierarchy().name().equals("devices")) {
        try {
          Files.writeString(node.directory().resolve("devices.deny"), "a");
          for (String allowed : ALLOWED_DEVICES) {
            Files.writeString(node.directory().resolve("devices.allow"), allowed);
          }
          return true;
        } catch (IOException e) {
          warnings.accept("cannot restrict devices in " + node.directory() + ": " + e);
        }
      }
    }
    return false;
  }

  /** Puts a process into all of the groups. */
  public void add(long pid) {
    for (Node node : nodes) {
      try {
        Files.writeString(node.directory().resolve("cgroup.procs"), Long.toString(pid));
      } catch (IOException e) {
        warnings.accept("process " + pid + " runs outside " + node.directory() + ": " + e);
      }
    }
  }

  /**
   * Puts one thread of this process into the groups of version 1; the rest of the process stays
   * where it is. A group of version 2 takes whole processes only, and is left out.
   *
   * <p>Comes before the thread makes a cgroup namespace: what the thread is in then is what is
   * called {@code /} inside.
   *
   * @param thread the kernel's number of it
   */
  public void addThread(long thread) {
    for (Node node : nodes) {
      if (!node.hierarchy().unified()) {
        try {
          Files.writeString(node.directory().resolve("tasks"), Long.toString(thread));
        } catch (IOException e) {
          warnings.accept("a container is shown the path of " + node.directory() + ": " + e);
        }
      }
    }
  }

  /**
   * Returns the processes in a group. Those of other pid namespaces are left out, and this process
   * itself: it is listed in version 1 while one of its threads is {@linkplain #addThread there}.
   */
  static List<Long> processesIn(Path node) {
    try {
      return Files.readAllLines(node.resolve("cgroup.procs")).stream()
          .map(Long::valueOf)
          .filter(pid -> pid > 1 && pid != ProcessHandle.current().pid())
          .collect(Collectors.toUnmodifiableList());
    } catch (IOException e) {
      return List.of(); // gone
    }
  }
}
