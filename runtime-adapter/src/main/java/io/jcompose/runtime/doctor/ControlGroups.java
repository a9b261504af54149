package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import io.jcompose.runtime.linux.cgroup.CgroupLayout;
import io.jcompose.runtime.linux.cgroup.CgroupLayout.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether what containers use can be limited and counted. */
final class ControlGroups implements Check {
  private static final Question VERSION = new Question(Topic.CONTROL_GROUPS, "version");
  private static final Question CONTROLLERS = new Question(Topic.CONTROL_GROUPS, "controllers");
  private static final Question WRITABLE = new Question(Topic.CONTROL_GROUPS, "may be made");
  private static final List<String> WANTED = List.of("cpu", "memory", "pids", "io");

  private final HostView files;
  private final Path mounted;
  private final Predicate<Path> writable;

  ControlGroups(HostView files, Path mounted, Predicate<Path> writable) {
    this.files = files;
    this.mounted = mounted;
    this.writable = writable;
  }

  @Override
  public List<Finding> findings() {
    CgroupLayout layout = CgroupLayout.of(mounted);
    if (layout.version() == Version.NONE) {
      return List.of(
          VERSION.warning(
              "none are mounted: nothing limits containers, and 'pids' counts nothing",
              "run 'mount -t cgroup2 cgroup2 /sys/fs/cgroup', or start the container that jcompose"
                  + " runs in with '--cgroupns=host -v /sys/fs/cgroup:/sys/fs/cgroup'"));
    }
    boolean root = Caller.of(files).filter(Caller::isRoot).isPresent();
    return List.of(
        VERSION.ok(text(layout.version())),
        controllers(layout),
        root ? made(layout) : delegated(layout));
  }

  private static String text(Version version) {
    return switch (version) {
      case NONE -> "none";
      case ONE -> "1";
      case HYBRID -> "1, with version 2 beside it";
      case TWO -> "2";
    };
  }

  private static Finding controllers(CgroupLayout layout) {
    List<String> lacking =
        WANTED.stream().filter(name -> !layout.controllers().contains(name)).toList();
    return lacking.isEmpty()
        ? CONTROLLERS.ok(String.join(", ", WANTED))
        : CONTROLLERS.warning(
            "limits of these are not kept: " + String.join(", ", lacking), remedy(layout));
  }

  private static String remedy(CgroupLayout layout) {
    return layout.version() == Version.TWO
        ? "see with 'cat /proc/cgroups' which the kernel has; switch them on with"
            + " 'cgroup_enable=memory' on its command line, or in 'cgroup.subtree_control' of the"
            + " group above"
        : "mount them below /sys/fs/cgroup, a directory each; 'cat /proc/cgroups' tells which the"
            + " kernel has";
  }

  private Finding made(CgroupLayout layout) {
    List<String> readOnly =
        layout.roots().stream()
            .filter(directory -> !writable.test(directory))
            .map(files::shown)
            .toList();
    return readOnly.isEmpty()
        ? WRITABLE.ok("yes")
        : WRITABLE.warning(
            "not below " + String.join(", ", readOnly) + ": containers run without these limits",
            "mount it for writing with 'mount -o remount,rw DIRECTORY', or start the container that"
                + " jcompose runs in with '--privileged'");
  }

  private Finding delegated(CgroupLayout layout) {
    String only = " (matters only for runs without root)";
    Optional<Path> own =
        files.lines("proc/self/cgroup").stream()
            .filter(line -> line.startsWith("0::/"))
            .map(line -> mounted.resolve(line.substring("0::/".length())))
            .findFirst();
    if (layout.version() == Version.TWO && own.filter(writable).isPresent()) {
      return WRITABLE.ok("below " + files.shown(own.get()));
    }
    return WRITABLE.warning(
        "this user has been given no group of its own" + only,
        "start it with 'systemd-run --user --scope -p Delegate=yes' on a host with version 2");
  }
}
