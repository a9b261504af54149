package io.jcompose.runtime.linux.rootfs;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Mounts;
import io.jcompose.runtime.syscall.Mounts.Attribute;
import io.jcompose.runtime.syscall.RootedFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A container's {@code /dev}: memory with the harmless nodes, terminals of its own, shared memory
 * and message queues.
 *
 * <p>The nodes are mounted from the host's {@code /dev}, so that the directory itself can forbid
 * devices: what a container makes with mknod(2) there does not open.
 */
final class DeviceDirectory {
  private static final List<String> NODES =
      List.of("null", "zero", "full", "random", "urandom", "tty");
  private static final Map<String, String> LINKS =
      Map.of(
          "fd", "/proc/self/fd",
          "stdin", "/proc/self/fd/0",
          "stdout", "/proc/self/fd/1",
          "stderr", "/proc/self/fd/2",
          "core", "/proc/kcore",
          "ptmx", "pts/ptmx");
  private static final String SHARED_MEMORY_SIZE = "64m"; // what Docker gives

  private final MountTargets targets;

  DeviceDirectory(MountTargets targets) {
    this.targets = targets;
  }

  void mount() {
    mount(
        "/dev",
        "tmpfs",
        Map.of("mode", "755", "size", "64k"),
        Attribute.NO_SETUID,
        Attribute.NO_DEVICES);
    Fd dev = targets.directory("/dev");
    try {
      LINKS.forEach((name, target) -> RootedFiles.makeLink(dev, name, target));
    } finally {
      Descriptors.close(dev);
    }
    for (String node : NODES) {
      Mounted.on(targets.file("/dev/" + node), () -> Mounts.copy(Path.of("/dev", node), false));
    }
    mount("/dev/pts", "devpts", terminals(), Attribute.NO_SETUID, Attribute.NO_EXEC);
    mount(
        "/dev/shm",
        "tmpfs",
        Map.of("mode", "1777", "size", SHARED_MEMORY_SIZE),
        Attribute.NO_SETUID,
        Attribute.NO_DEVICES,
        Attribute.NO_EXEC);
    mount(
        "/dev/mqueue",
        "mqueue",
        Map.of(),
        Attribute.NO_SETUID,
        Attribute.NO_DEVICES,
        Attribute.NO_EXEC);
  }

  private static Map<String, String> terminals() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("newinstance", "");
    options.put("ptmxmode", "0666");
    options.put("mode", "0620");
    options.put("gid", "5"); // the group tty, in every distribution
    return options;
  }

  private void mount(
      String target, String type, Map<String, String> options, Attribute... attributes) {
    Mounted.on(targets.directory(target), () -> Mounts.create(type, options, attributes));
  }
}
