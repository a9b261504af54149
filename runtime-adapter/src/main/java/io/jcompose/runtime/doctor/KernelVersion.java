package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.List;
import java.util.Optional;

/** Whether the kernel is new enough, and which of the newer calls it has. */
final class KernelVersion implements Check {
  private static final Question VERSION = new Question(Topic.MACHINE, "kernel");

  private final HostView files;

  KernelVersion(HostView files) {
    this.files = files;
  }

  @Override
  public List<Finding> findings() {
    Optional<String> text = files.setting("kernel.osrelease");
    if (text.isEmpty()) {
      return List.of(VERSION.withoutProc());
    }
    return List.of(
        KernelRelease.of(files)
            .map(KernelVersion::finding)
            .orElseGet(() -> VERSION.ok("Linux " + text.get())));
  }

  private static Finding finding(KernelRelease release) {
    String linux = "Linux " + release.text();
    if (release.isOlderThan(5, 12)) { // the first with mount_setattr(2)
      return VERSION.missing(
          linux + " is too old, 5.12 or newer is needed", "upgrade the kernel of this host");
    }
    if (release.isOlderThan(6, 15)) { // the first whose pidfds tell of processes that are gone
      return VERSION.note(
          linux + " does not tell the exit code of a container that ended unsupervised",
          "upgrade to Linux 6.15 or newer if a script branches on such codes");
    }
    if (release.isOlderThan(6, 17)) { // the first that mounts proc for any pid namespace
      return VERSION.note(
          linux + " needs a program to mount /proc, some milliseconds a container",
          "upgrade to Linux 6.17 or newer where these milliseconds count");
    }
    return VERSION.ok(linux);
  }
}
