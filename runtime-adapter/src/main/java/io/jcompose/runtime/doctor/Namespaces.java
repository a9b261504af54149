package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.List;
import java.util.stream.Stream;

/** Whether the kernel has every kind of namespace that a container is given, and any left. */
final class Namespaces implements Check {
  private static final Question KINDS = new Question(Topic.NAMESPACES, "kinds");

  /**
   * One kind.
   *
   * @param name below {@code /proc/self/ns}
   * @param option what a kernel is built with to have it
   */
  private record Kind(String name, String option) {
    String limit() {
      return "user.max_" + name + "_namespaces";
    }
  }

  private static final List<Kind> NEEDED =
      List.of(
          new Kind("mnt", "CONFIG_NAMESPACES"),
          new Kind("uts", "CONFIG_UTS_NS"),
          new Kind("ipc", "CONFIG_IPC_NS"),
          new Kind("pid", "CONFIG_PID_NS"),
          new Kind("net", "CONFIG_NET_NS"),
          new Kind("cgroup", "CONFIG_CGROUPS"));

  private final HostView files;

  Namespaces(HostView files) {
    this.files = files;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> wrong =
        Stream.concat(
                NEEDED.stream().filter(this::isUnknown).map(Namespaces::unknown),
                NEEDED.stream().filter(this::isForbidden).map(Namespaces::forbidden))
            .toList();
    return wrong.isEmpty()
        ? List.of(KINDS.ok(String.join(", ", NEEDED.stream().map(Kind::name).toList())))
        : wrong;
  }

  private boolean isUnknown(Kind kind) {
    return !files.has("proc/self/ns/" + kind.name());
  }

  private static Finding unknown(Kind kind) {
    return KINDS.missing(
        "this kernel has no namespaces of the kind '" + kind.name() + "'",
        "use a kernel built with " + kind.option() + ", as those of all distributions are");
  }

  private boolean isForbidden(Kind kind) {
    return files.number(kind.limit()).orElse(1) == 0;
  }

  private static Finding forbidden(Kind kind) {
    return KINDS.missing(
        "no namespace of the kind '" + kind.name() + "' may be made: " + kind.limit() + " is 0",
        "run 'sysctl -w " + kind.limit() + "=10000'");
  }
}
