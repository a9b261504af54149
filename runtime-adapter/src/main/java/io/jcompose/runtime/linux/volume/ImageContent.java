package io.jcompose.runtime.linux.volume;

import io.jcompose.runtime.linux.namespace.FreshThread;
import io.jcompose.runtime.linux.tree.Trees;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Mounts;
import io.jcompose.runtime.syscall.Namespaces;
import io.jcompose.runtime.syscall.RootedFiles;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What an image has at a path: its layers seen as one, its links kept inside. */
final class ImageContent {
  private ImageContent() {}

  /**
   * Copies a directory of an image.
   *
   * @return whether the image has a directory there
   */
  static boolean copy(List<Path> layers, String path, Path target) {
    if (layers.size() == 1) {
      return copyFrom(layers.get(0), path, target);
    }
    // the mount is seen by this one thread, and gone with it
    return FreshThread.start("image-content", () -> mountAndCopy(layers, path, target)).join();
  }

  private static boolean mountAndCopy(List<Path> layers, String path, Path target) {
    try {
      Namespaces.unshareFileSystemAttributes();
      Namespaces.unshare(Namespaces.Kind.MOUNT);
      Mounts.makeAllPrivate();
      Path root = target.resolveSibling(target.getFileName() + ".image");
      Trees.makeDirectory(root);
      try {
        String options =
            layers.stream().map(Path::toString).collect(Collectors.joining(":", "lowerdir=", ""));
        Mounts.mount("overlay", root, options, Mounts.Attribute.READ_ONLY);
        try {
          return copyFrom(root, path, target);
        } finally {
          Mounts.detach(root);
        }
      } finally {
        Trees.remove(root);
      }
    } catch (SyscallException e) {
      throw failure(path, e);
    }
  }

  private static boolean copyFrom(Path root, String path, Path target) {
    Fd inside;
    try {
      inside = openInside(root, path);
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENOENT) || e.errno().equals(Errno.ENOTDIR)) {
        return false;
      }
      throw failure(path, e);
    }
    try {
      if (!Descriptors.status(inside).isDirectory()) {
        return false;
      }
      // "." behind it: the copy is of the directory, not of the link that the kernel shows here
      Trees.copy(Path.of("/proc/self/fd", Integer.toString(inside.number()), "."), target);
      return true;
    } finally {
      Descriptors.close(inside);
    }
  }

  private static Fd openInside(Path root, String path) {
    Fd top = Descriptors.openDirectory(root);
    try {
      return RootedFiles.openPlace(top, path);
    } finally {
      Descriptors.close(top);
    }
  }

  private static RuntimeFailure failure(String path, SyscallException cause) {
    return new RuntimeFailure(
        "cannot copy the image's content at " + path + " into a volume: " + cause.getMessage(),
        "set 'nocopy: true' under the mount's 'volume' to start with an empty one",
        cause);
  }
}
