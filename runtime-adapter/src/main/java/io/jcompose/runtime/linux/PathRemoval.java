package io.jcompose.runtime.linux;

import io.jcompose.runtime.linux.tree.Trees;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.FileCalls.Links;
import io.jcompose.runtime.syscall.FileCalls.Status;
import io.jcompose.runtime.syscall.RootedFiles;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Removes what is at a path of a container. Every directory is opened before anything in it goes: a
 * link that the container puts in its place meanwhile leads nowhere.
 */
final class PathRemoval {
  private static final FileCalls FILES = new FileCalls();

  private PathRemoval() {}

  /**
   * Removes a file, or a directory with all below it; what is not there is a success.
   *
   * @param root of the container
   * @throws RuntimeFailure if the path means the root, or something cannot be removed
   * @throws SyscallException likewise
   */
  static void remove(Fd root, String path) {
    Path clean = Path.of("/").resolve(path).normalize();
    Path name = clean.getFileName();
    if (name == null) {
      throw new RuntimeFailure("cannot remove a container's root", "name what is in it");
    }
    Fd parent;
    try {
      parent = RootedFiles.openPlace(root, clean.resolveSibling("").toString());
    } catch (SyscallException e) {
      if (isAbsence(e)) {
        return;
      }
      throw e;
    }
    try {
      remove(parent, name.toString().getBytes(StandardCharsets.UTF_8));
    } catch (SyscallException e) {
      if (!isAbsence(e)) {
        throw e;
      }
    } finally {
      Descriptors.close(parent);
    }
  }

  private static void remove(Fd parent, byte[] name) {
    Optional<Status> status = FILES.status(parent, name);
    if (status.isEmpty()) {
      return;
    }
    if (!status.get().isDirectory()) {
      FILES.removeFile(parent, name);
      return;
    }
    Fd directory = FILES.openDirectoryInside(parent, name, Links.REFUSED);
    try {
      Trees.empty(Path.of("/proc/self/fd", Integer.toString(directory.number())));
    } finally {
      FILES.close(directory);
    }
    FILES.removeDirectory(parent, name);
  }

  private static boolean isAbsence(SyscallException failure) {
    return failure.errno().equals(Errno.ENOENT) || failure.errno().equals(Errno.ENOTDIR);
  }
}
