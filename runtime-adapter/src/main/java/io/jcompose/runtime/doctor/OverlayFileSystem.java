package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.List;
import java.util.Optional;

/** Whether the kernel can lay the layers of an image over each other. */
final class OverlayFileSystem implements Check {
  private static final Question OVERLAY = new Question(Topic.STORAGE, "overlayfs");
  private static final String MODULE = "/overlay.ko";

  private final HostView files;

  OverlayFileSystem(HostView files) {
    this.files = files;
  }

  @Override
  public List<Finding> findings() {
    return List.of(finding());
  }

  private Finding finding() {
    Optional<String> known = files.text("proc/filesystems");
    if (known.isEmpty()) {
      return OVERLAY.withoutProc();
    }
    if (known.get().lines().anyMatch(line -> line.strip().endsWith("overlay"))) {
      return OVERLAY.ok("in the kernel");
    }
    if (hasModule()) {
      return OVERLAY.ok("a module, which the kernel loads when the first container needs it");
    }
    return OVERLAY.missing(
        "the kernel does not list the file system 'overlay' in /proc/filesystems",
        "load it with 'modprobe overlay', or use a kernel built with CONFIG_OVERLAY_FS");
  }

  /** Mounting makes the kernel run modprobe(8), which knows the modules from this list. */
  private boolean hasModule() {
    return files
        .setting("kernel.osrelease")
        .map(release -> files.lines("lib/modules/" + release + "/modules.dep"))
        .filter(modules -> files.program("modprobe").isPresent())
        .filter(modules -> modules.stream().anyMatch(OverlayFileSystem::isOverlay))
        .isPresent();
  }

  private static boolean isOverlay(String line) {
    int end = line.indexOf(':');
    return end > 0 && line.substring(0, end).contains(MODULE); // it may be compressed: .ko.xz
  }
}
