package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.linux.security.Identity;
import io.jcompose.runtime.linux.security.Users;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.RootedFiles;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Looks users up in a container's own files, which a stranger wrote. */
public final class ContainerUsers {
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int BUFFER_BYTES = 16 * 1024;

  private ContainerUsers() {}

  /**
   * Returns who {@code user} is in the container with that root.
   *
   * @param user as {@link io.jcompose.runtime.linux.security.Users#identify} takes it
   * @throws RuntimeFailure if the container has no such user
   */
  public static Identity identify(Fd root, String user) {
    return new Users(read(root, "/etc/passwd"), read(root, "/etc/group")).identify(user);
  }

  /** Returns the content of a regular file; nothing if there is none. */
  private static String read(Fd root, String path) {
    Fd file;
    try {
      file = RootedFiles.openForReading(root, path);
    } catch (SyscallException e) {
      return ""; // an image may well have no such file
    }
    try {
      return Descriptors.status(file).isRegularFile() ? text(file, path) : "";
    } finally {
      Descriptors.close(file);
    }
  }

  private static String text(Fd file, String path) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int n = Descriptors.read(file, buffer); n > 0; n = Descriptors.read(file, buffer)) {
      content.write(buffer, 0, n);
      if (content.size() > MOST_BYTES) {
        throw new RuntimeFailure(
            "cannot read the container's " + path + ": it is larger than " + MOST_BYTES + " bytes",
            "give 'user' of the service as numbers, and use an image with a sane " + path);
      }
    }
    return content.toString(StandardCharsets.UTF_8);
  }
}
