package io.jcompose.runtime.linux.rootfs;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Mounts;
import java.util.function.Supplier;

/** Attaches detached mounts, and closes all that was opened for it. */
final class Mounted {
  private Mounted() {}

  /** Attaches {@code mount} on {@code target}; both are closed, whatever happens. */
  static void on(Fd target, Supplier<Fd> mount) {
    try {
      Fd made = mount.get();
      try {
        Mounts.attach(made, target);
      } finally {
        Descriptors.close(made);
      }
    } finally {
      Descriptors.close(target);
    }
  }
}
