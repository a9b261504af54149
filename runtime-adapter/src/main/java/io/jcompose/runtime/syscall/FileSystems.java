package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Set;

/** What the kernel tells of file systems and of what hangs on their files. */
public final class FileSystems {
  private static final int STATFS_SIZE = 120;
  private static final String FILE_CAPABILITIES = "security.capability";

  /** proc, sysfs, cgroup, cgroup2, devpts, mqueue; see linux/magic.h. */
  private static final Set<Long> KERNEL_VIEWS =
      Set.of(0x9fa0L, 0x62656572L, 0x27e0ebL, 0x63677270L, 0x1cd1L, 0x19800202L);

  private FileSystems() {}

  /**
   * Room on a file system.
   *
   * @param freeBytes what an ordinary user may still fill
   * @param inodes how many files there can be; 0 if there is no such limit
   */
  public record Space(long bytes, long freeBytes, long inodes, long freeInodes) {}

  /**
   * Returns the room on the file system that holds {@code path}, which must exist.
   *
   * @see <a href="https://man7.org/linux/man-pages/man2/statfs.2.html">statfs(2)</a>
   */
  public static Space space(Path path) {
    try (Scratch scratch = new Scratch()) {
      Pointer answer = scratch.block(STATFS_SIZE);
      SystemCall.STATFS.retrying(
          () -> "statfs(" + path + ")", scratch.text(path.toString()), Scratch.address(answer));
      long block = answer.getLong(72); // struct statfs: words of 8 bytes on both architectures
      return new Space(
          answer.getLong(16) * block,
          answer.getLong(32) * block,
          answer.getLong(40),
          answer.getLong(48));
    }
  }

  /**
   * Returns whether an open place lies on a file system in which the kernel shows itself, such as
   * {@code proc}: there is nothing in it to be kept.
   */
  public static boolean isKernelView(Fd place) {
    try (Scratch scratch = new Scratch()) {
      Pointer answer = scratch.block(STATFS_SIZE);
      SystemCall.STATFS.retrying(
          () -> "statfs(" + place + ")",
          scratch.text("/proc/self/fd/" + place.number()),
          Scratch.address(answer));
      return KERNEL_VIEWS.contains(answer.getLong(0));
    }
  }

  /**
   * Returns whether a program gives capabilities to whoever runs it.
   *
   * @see <a href="https://man7.org/linux/man-pages/man7/capabilities.7.html">capabilities(7)</a>
   */
  public static boolean hasFileCapabilities(Path program) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.GETXATTR.retrying(
          () -> "getxattr(" + program + ", " + FILE_CAPABILITIES + ")",
          scratch.text(program.toString()),
          scratch.text(FILE_CAPABILITIES),
          0,
          0);
      return true;
    } catch (SyscallException e) {
      return false; // ENODATA, or a file system without attributes
    }
  }
}
