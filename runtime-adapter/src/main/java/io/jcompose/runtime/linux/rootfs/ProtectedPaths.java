package io.jcompose.runtime.linux.rootfs;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Mounts;
import io.jcompose.runtime.syscall.Mounts.Attribute;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of the kernel's own files a container may not see, or not write; the same as Docker's. All
 * of them belong to the whole machine, whatever namespace one is in.
 */
final class ProtectedPaths {
  static final List<String> MASKED_IN_PROC =
      List.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/interrupts",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/sched_debug",
          "/proc/scsi",
          "/proc/timer_list",
          "/proc/timer_stats");
  static final List<String> MASKED_IN_SYS =
      List.of("/sys/devices/virtual/powercap", "/sys/firmware");
  static final List<String> READ_ONLY_IN_PROC =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  private static final Map<String, String> EMPTY = Map.of("mode", "755", "size", "4k");

  private final MountTargets targets;
  private final Fd nothing;

  /**
   * Creates the protection of one root.
   *
   * @param nothing a place that is {@code /dev/null}
   */
  ProtectedPaths(MountTargets targets, Fd nothing) {
    this.targets = targets;
    this.nothing = nothing;
  }

  /** Opens what files are masked with: the {@code /dev/null} of the thread's root. */
  static Fd openNothing() {
    return Descriptors.openPlace(Path.of("/dev/null"));
  }

  /** Covers what is there: a directory with an empty one, a file with {@code /dev/null}. */
  void mask(List<String> paths) {
    for (String path : paths) {
      Optional<Fd> target = targets.existing(path);
      if (target.isPresent()) {
        boolean directory = Descriptors.status(target.get()).isDirectory();
        Mounted.on(target.get(), () -> directory ? emptyDirectory() : Mounts.copy(nothing, false));
      }
    }
  }

  private static Fd emptyDirectory() {
    return Mounts.create("tmpfs", EMPTY, Attribute.READ_ONLY, Attribute.NO_DEVICES);
  }

  /** Takes the right to write from what is there. */
  void makeReadOnly(List<String> paths) {
    for (String path : paths) {
      Optional<Fd> target = targets.existing(path);
      if (target.isPresent()) {
        Fd place = target.get();
        Mounted.on(
            place,
            () -> {
              Fd copy = Mounts.copy(place, true);
              Mounts.restrict(copy, true, Attribute.READ_ONLY);
              return copy;
            });
      }
    }
  }
}
