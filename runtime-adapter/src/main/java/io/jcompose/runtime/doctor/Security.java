package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What guards containers beside namespaces, and what guards the host against jcompose. */
final class Security implements Check {
  private static final Question FILTER = new Question(Topic.SECURITY, "seccomp");
  private static final Question APPARMOR = new Question(Topic.SECURITY, "apparmor");
  private static final Question SELINUX = new Question(Topic.SECURITY, "selinux");

  private final HostView files;

  Security(HostView files) {
    this.files = files;
  }

  @Override
  public List<Finding> findings() {
    return List.of(filter(), appArmor(), selinux());
  }

  private Finding filter() {
    // what a container's filter does to the calls it refuses; see SystemCallFilter
    List<String> actions =
        files
            .setting("kernel.seccomp.actions_avail")
            .map(names -> Arrays.asList(names.split("\\s+")))
            .orElse(List.of());
    if (!actions.containsAll(List.of("errno", "kill_process"))) {
      return FILTER.warning(
          "this kernel has no filters: containers may make all system calls",
          "use a kernel built with CONFIG_SECCOMP_FILTER");
    }
    boolean filtered =
        files.lines("proc/self/status").stream().anyMatch(line -> line.matches("Seccomp:\\s+2"));
    return FILTER.ok(filtered ? "filters work; jcompose itself is under one" : "filters work");
  }

  private Finding appArmor() {
    boolean on =
        files.text("sys/module/apparmor/parameters/enabled").filter("Y"::equals).isPresent();
    if (!on) {
      return APPARMOR.ok("off");
    }
    Optional<String> profile =
        files
            .text("proc/self/attr/current")
            .map(text -> text.replace("\0", ""))
            .filter(text -> text.endsWith("(enforce)"));
    return profile.isEmpty()
        ? APPARMOR.ok("on; jcompose is not confined")
        : APPARMOR.warning(
            "jcompose itself is confined by " + profile.get() + ", which may forbid mounts",
            "start the container that jcompose runs in with '--security-opt apparmor=unconfined'");
  }

  private Finding selinux() {
    Optional<String> enforces = files.text("sys/fs/selinux/enforce");
    if (enforces.isEmpty()) {
      return SELINUX.ok("off");
    }
    return enforces.get().equals("1")
        ? SELINUX.note(
            "enforces; files that are mounted into containers keep their labels",
            "see with 'ausearch -m avc -ts recent' what it refused if a container may not read one")
        : SELINUX.ok("permissive");
  }
}
