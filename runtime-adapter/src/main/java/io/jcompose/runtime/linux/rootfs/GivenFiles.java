package io.jcompose.runtime.linux.rootfs;

import io.jcompose.model.plan.GrantedFile.Attributes;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.Mounts;
import io.jcompose.runtime.syscall.Mounts.Attribute;
import io.jcompose.runtime.syscall.RootedFiles;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that a container is given, in a memory file system of its own. Each is then mounted by
 * itself; the file system as a whole is seen by nobody, and ends with the last of these mounts.
 */
final class GivenFiles {
  private static final int EXECUTABLE = 0111;
  private static final int PAGE = 4096;
  private static final int ROOM = 16 * PAGE; // for directories, and for pages larger than usual

  private final FileCalls calls = new FileCalls();
  private final Path mountPoint;

  /**
   * Creates the maker.
   *
   * @param mountPoint an existing directory of the host to mount on for a moment
   */
  GivenFiles(Path mountPoint) {
    this.mountPoint = mountPoint;
  }

  /**
   * Writes the files; for each there is a detached mount then, read-only.
   *
   * @param made gets the mounts, for the caller to close, whatever happens
   */
  void write(List<RootMount.GivenFile> files, Map<RootMount, Fd> made) {
    if (files.isEmpty()) {
      return;
    }
    Fd memory = memory(files);
    try {
      // before kernel 6.15 a file of a detached mount cannot be mounted elsewhere
      Fd place = Descriptors.openPlace(mountPoint);
      try {
        Mounts.attach(memory, place);
      } finally {
        Descriptors.close(place);
      }
      try {
        for (RootMount.GivenFile file : files) {
          made.put(file, write(memory, Integer.toString(made.size()), file));
        }
      } finally {
        Mounts.detach(mountPoint);
      }
    } finally {
      Descriptors.close(memory);
    }
  }

  private static Fd memory(List<RootMount.GivenFile> files) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("mode", "700");
    options.put("size", Long.toString(size(files)));
    options.put("nr_inodes", Integer.toString(files.size() + 8));
    options.put("noswap", "");
    try {
      return create(options);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.EINVAL)) {
        throw e;
      }
      // older than kernel 6.4, or in a user namespace: then it may be swapped
      options.remove("noswap");
      return create(options);
    }
  }

  private static Fd create(Map<String, String> options) {
    return Mounts.create("tmpfs", options, Attribute.NO_SETUID, Attribute.NO_DEVICES);
  }

  private static long size(List<RootMount.GivenFile> files) {
    return files.stream().mapToLong(file -> file.content().bytes().length + PAGE).sum() + ROOM;
  }

  private Fd write(Fd memory, String name, RootMount.GivenFile file) {
    byte[] bytes = file.content().bytes();
    byte[] entry = name.getBytes(StandardCharsets.UTF_8);
    Fd open = calls.createFile(memory, entry);
    try {
      calls.write(open, bytes, bytes.length, 0);
    } finally {
      calls.close(open);
    }
    Attributes attributes = file.attributes();
    changeOwner(memory, entry, file);
    calls.changeMode(memory, entry, attributes.mode());
    Fd place = RootedFiles.openPlaceOfLink(memory, name);
    try {
      Fd copy = Mounts.copy(place, false);
      boolean executable = (attributes.mode() & EXECUTABLE) != 0;
      Mounts.restrict(
          copy,
          false,
          executable
              ? new Attribute[] {Attribute.READ_ONLY}
              : new Attribute[] {Attribute.READ_ONLY, Attribute.NO_EXEC});
      return copy;
    } finally {
      Descriptors.close(place);
    }
  }

  private void changeOwner(Fd memory, byte[] entry, RootMount.GivenFile file) {
    Attributes attributes = file.attributes();
    try {
      calls.changeOwner(memory, entry, attributes.uid(), attributes.gid());
    } catch (SyscallException e) {
      throw new RuntimeFailure(
          "cannot give "
              + file.target()
              + " to "
              + attributes.uid()
              + ":"
              + attributes.gid()
              + ": "
              + e.getMessage(),
          "choose a 'uid' and a 'gid' that there are in this user namespace; see"
              + " /proc/self/uid_map",
          e);
    }
  }
}
