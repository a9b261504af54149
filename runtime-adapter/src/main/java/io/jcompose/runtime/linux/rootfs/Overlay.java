package io.jcompose.runtime.linux.rootfs;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Mounts;
import io.jcompose.runtime.syscall.Mounts.Attribute;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Layers on top of each other, the writable one last.
 *
 * <p>The directories are handed over as descriptors: however deep and whatever their names, each
 * takes some 18 of the 4095 bytes that mount(2) has for all options, and no {@code :} or {@code ,}
 * in a path has a meaning.
 *
 * @see <a href="https://docs.kernel.org/filesystems/overlayfs.html">overlayfs</a>
 */
final class Overlay {
  private Overlay() {}

  static void mount(RootSpec spec, Path target, Attribute... attributes) {
    List<Fd> opened = new ArrayList<>();
    try {
      String lower =
          spec.layers().stream().map(layer -> open(layer, opened)).collect(Collectors.joining(":"));
      String options =
          "lowerdir="
              + lower
              + ",upperdir="
              + open(spec.upper(), opened)
              + ",workdir="
              + open(spec.work(), opened);
      Mounts.mount("overlay", target, options, attributes);
    } catch (SyscallException e) {
      throw new RuntimeFailure(
          "cannot lay "
              + spec.layers()
              + " and "
              + spec.upper()
              + " over each other: "
              + e.getMessage(),
          hint(e.errno()),
          e);
    } finally {
      opened.forEach(Descriptors::close);
    }
  }

  private static String open(Path directory, List<Fd> opened) {
    Fd fd = Descriptors.openPlace(directory);
    opened.add(fd);
    return "/proc/self/fd/" + fd.number();
  }

  private static String hint(Errno errno) {
    if (errno.equals(Errno.ENODEV)) {
      return "load the kernel's overlay file system with 'modprobe overlay'";
    }
    if (errno.equals(Errno.EINVAL)) {
      return "see the kernel's reason with 'dmesg | tail'; set JCOMPOSE_STATE to a directory on ext4,"
          + " xfs, btrfs or tmpfs if the state lies on another file system";
    }
    return "see the kernel's reason with 'dmesg | tail'";
  }
}
