package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.List;
import java.util.Optional;

/** Whether ordinary users may make user namespaces, on which runs without root are built. */
final class UserNamespaces implements Check {
  private static final Question ALLOWED = new Question(Topic.NAMESPACES, "for users");
  private static final String ONLY = " (matters only for runs without root)";

  /** A setting, the value that forbids, and one that allows. */
  private record Lock(String setting, String forbids, String allows) {}

  private static final List<Lock> LOCKS =
      List.of(
          new Lock("user.max_user_namespaces", "0", "10000"),
          new Lock("kernel.unprivileged_userns_clone", "0", "1"), // Debian's own
          new Lock("kernel.apparmor_restrict_unprivileged_userns", "1", "0")); // Ubuntu's own

  private final HostView files;

  UserNamespaces(HostView files) {
    this.files = files;
  }

  @Override
  public List<Finding> findings() {
    if (!files.has("proc/self/ns/user")) {
      return List.of(
          doubt(
              "this kernel has no user namespaces" + ONLY,
              "use a kernel built with CONFIG_USER_NS"));
    }
    List<Finding> locked = LOCKS.stream().flatMap(lock -> locked(lock).stream()).toList();
    return locked.isEmpty()
        ? List.of(ALLOWED.ok("ordinary users may make user namespaces"))
        : locked;
  }

  private Optional<Finding> locked(Lock lock) {
    return files
        .setting(lock.setting())
        .filter(lock.forbids()::equals)
        .map(
            value ->
                doubt(
                    "ordinary users may not make user namespaces: "
                        + lock.setting()
                        + " is "
                        + value
                        + ONLY,
                    "run 'sysctl -w " + lock.setting() + "=" + lock.allows() + "'"));
  }

  private Finding doubt(String found, String hint) {
    boolean root = Caller.of(files).filter(Caller::isRoot).isPresent();
    return root ? ALLOWED.note(found, hint) : ALLOWED.warning(found, hint);
  }
}
