package io.jcompose.runtime.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * System calls about files, relative to open directories. Names are bytes, as they are for the
 * kernel: those of an image need not be text in any encoding.
 *
 * <p>No call follows a symbolic link in a name's last part. Calls are repeated when a signal
 * interrupts them, {@link #close} excepted. Failures are {@link SyscallException}. Safe for use by
 * several threads.
 */
public final class FileCalls {
  /** Kinds of files, as in the upper bits of a mode; see inode(7). */
  public static final int TYPE_MASK = 0170000;

  public static final int DIRECTORY = 0040000;
  public static final int CHARACTER_DEVICE = 0020000;
  public static final int BLOCK_DEVICE = 0060000;
  public static final int REGULAR = 0100000;
  public static final int FIFO = 0010000;

  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_REMOVEDIR = 0x200;
  private static final int O_WRONLY = 01;
  private static final int O_CREAT = 0100;
  private static final int O_EXCL = 0200;
  private static final int O_CLOEXEC = 02000000;
  private static final int O_PATH = 010000000;
  // these two differ between the architectures; see asm-generic/fcntl.h and arm64's own
  private static final int O_DIRECTORY = Platform.isARM() ? 040000 : 0200000;
  private static final int O_NOFOLLOW = Platform.isARM() ? 0100000 : 0400000;
  private static final int RESOLVE_NO_MAGICLINKS = 0x02; // linux/openat2.h
  private static final int RESOLVE_NO_SYMLINKS = 0x04;
  private static final int RESOLVE_IN_ROOT = 0x10;
  private static final int LOCK_EX = 2;
  private static final int LOCK_NB = 4;
  private static final int SYS_OPENAT2 = 437; // the same everywhere
  private static final int SYS_MKNODAT = Platform.isARM() ? 33 : 259;
  private static final int SYS_GETDENTS64 = Platform.isARM() ? 61 : 217;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int STATX_SIZE = 256;
  private static final int DIRECTORY_BUFFER = 64 * 1024;

  /** How symbolic links on the way to a directory are treated by {@link #openDirectoryInside}. */
  public enum Links {
    /** A link anywhere on the way fails with ELOOP. */
    REFUSED,
    /** Links are followed as if the root were {@code /}: none can lead outside. */
    STAY_INSIDE
  }

  /**
   * What the kernel knows of a file.
   *
   * @param mode kind and permissions
   * @param size in bytes
   * @param device and {@code inode} together say which file it is
   * @param node which device a device node stands for; 0 for all else
   */
  public record Status(
      int mode, int owner, int group, long size, long device, long inode, long node) {
    /** Returns whether it is a directory. */
    public boolean isDirectory() {
      return (mode & TYPE_MASK) == DIRECTORY;
    }

    /** Returns whether it is the node by which overlayfs hides a name of the layers below. */
    public boolean isWhiteout() {
      return (mode & TYPE_MASK) == CHARACTER_DEVICE && node == 0;
    }

    /** Returns whether both are one file. */
    public boolean isSameFileAs(Status other) {
      return device == other.device && inode == other.inode;
    }
  }

  /** A point in time as the kernel keeps it. */
  public record Time(long seconds, int nanoseconds) {}

  /** Opens an existing directory, not to be read but to be named in other calls. */
  public Fd openDirectory(Path path) {
    return fd(
        "open(" + path + ", PATH|DIRECTORY)",
        () -> RawFiles.open(zeroEnded(path), O_PATH | O_DIRECTORY | O_CLOEXEC, 0));
  }

  /**
   * Opens a directory below {@code root}; no part of {@code path} can lead out of it.
   *
   * @param path parts divided by slashes; an empty one means the root itself
   * @see <a href="https://man7.org/linux/man-pages/man2/openat2.2.html">openat2(2)</a>
   */
  public Fd openDirectoryInside(Fd root, byte[] path, Links links) {
    long resolve =
        RESOLVE_NO_MAGICLINKS
            | RESOLVE_IN_ROOT
            | (links == Links.REFUSED ? RESOLVE_NO_SYMLINKS : 0);
    long[] how = {O_PATH | O_DIRECTORY | O_CLOEXEC, 0, resolve};
    byte[] name = path.length == 0 ? new byte[] {'.'} : path;
    return fd(
        "openat2(" + root + ", " + text(path) + ", PATH|DIRECTORY, IN_ROOT)",
        () ->
            RawFiles.syscall(
                SYS_OPENAT2, root.number(), zeroEnded(name), how, (long) how.length * Long.BYTES));
  }

  /** Makes a regular file that must not exist, and opens it for writing; its mode is 0600. */
  public Fd createFile(Fd directory, byte[] name) {
    return fd(
        "openat(" + directory + ", " + text(name) + ", CREAT|EXCL)",
        () ->
            RawFiles.openat(
                directory.number(),
                zeroEnded(name),
                O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                0600));
  }

  /** Closes; the descriptor is gone even if this fails, so it is never repeated. */
  public void close(Fd fd) {
    once("close(" + fd + ")", () -> RawFiles.close(fd.number()));
  }

  /** Writes the first {@code count} bytes of {@code buffer} at {@code offset}, all of them. */
  public void write(Fd file, byte[] buffer, int count, long offset) {
    int written = 0;
    while (written < count) {
      byte[] rest = written == 0 ? buffer : Arrays.copyOfRange(buffer, written, count);
      int remaining = count - written;
      long position = offset + written;
      written +=
          (int)
              retrying(
                  "pwrite(" + file + ", " + remaining + " bytes at " + position + ")",
                  () -> RawFiles.pwrite(file.number(), rest, remaining, position));
    }
  }

  /** Makes an open file that long; what was never written in it is a hole. */
  public void truncate(Fd file, long length) {
    retrying(
        "ftruncate(" + file + ", " + length + ")", () -> RawFiles.ftruncate(file.number(), length));
  }

  /** Returns once everything written to the file system that holds {@code path} is on disk. */
  public void syncFileSystem(Path path) {
    withDirectory(path, fd -> retrying("syncfs(" + path + ")", () -> RawFiles.syncfs(fd.number())));
  }

  /** Returns once the names in a directory are on disk. */
  public void syncDirectory(Path path) {
    withDirectory(path, fd -> retrying("fsync(" + path + ")", () -> RawFiles.fsync(fd.number())));
  }

  /**
   * Opens a directory and locks it against everybody else, threads of this process included. The
   * lock ends when the descriptor is closed, or its process ends in whatever way.
   *
   * @return the descriptor, or empty if somebody else has the lock
   * @see <a href="https://man7.org/linux/man-pages/man2/flock.2.html">flock(2)</a>
   */
  public Optional<Fd> tryLock(Path directory) {
    Fd fd = openReadableDirectory(AT_FDCWD, zeroEnded(directory), directory.toString());
    boolean locked = false;
    try {
      locked = true;
      retrying(
          "flock(" + directory + ", EX|NB)", () -> RawFiles.flock(fd.number(), LOCK_EX | LOCK_NB));
      return Optional.of(fd);
    } catch (SyscallException e) {
      locked = false;
      if (e.errno().equals(Errno.EAGAIN)) {
        return Optional.empty();
      }
      throw e;
    } finally {
      if (!locked) {
        close(fd);
      }
    }
  }

  /** Does as {@link #tryLock}, but waits until nobody else has the lock. */
  public Fd lock(Path directory) {
    Fd fd = openReadableDirectory(AT_FDCWD, zeroEnded(directory), directory.toString());
    try {
      retrying("flock(" + directory + ", EX)", () -> RawFiles.flock(fd.number(), LOCK_EX));
      return fd;
    } catch (SyscallException e) {
      close(fd);
      throw e;
    }
  }

  /** Makes a directory of mode 0700; its name must not exist. */
  public void makeDirectory(Fd directory, byte[] name) {
    retrying(
        "mkdirat(" + directory + ", " + text(name) + ")",
        () -> RawFiles.mkdirat(directory.number(), zeroEnded(name), 0700));
  }

  /**
   * Makes a device node or a FIFO; its name must not exist.
   *
   * @param mode kind and permissions; the process' umask takes its share
   */
  public void makeNode(Fd directory, byte[] name, int mode, int major, int minor) {
    // the kernel's own 32-bit form: 12 bits of major between 8 and 12 of minor; linux/kdev_t.h
    int device = (minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12);
    retrying(
        "mknodat(" + directory + ", " + text(name) + ", " + major + ":" + minor + ")",
        () ->
            RawFiles.syscall(
                SYS_MKNODAT, directory.number(), zeroEnded(name), (long) mode, device));
  }

  /** Makes a symbolic link; its name must not exist, its target may be anything. */
  public void makeSymbolicLink(byte[] target, Fd directory, byte[] name) {
    retrying(
        "symlinkat(" + text(target) + ", " + directory + ", " + text(name) + ")",
        () -> RawFiles.symlinkat(zeroEnded(target), directory.number(), zeroEnded(name)));
  }

  /** Gives an existing file, which may be a symbolic link but no directory, one more name. */
  public void makeHardLink(Fd fromDirectory, byte[] from, Fd directory, byte[] name) {
    retrying(
        "linkat(" + text(from) + ", " + directory + ", " + text(name) + ")",
        () ->
            RawFiles.linkat(
                fromDirectory.number(), zeroEnded(from), directory.number(), zeroEnded(name), 0));
  }

  /** Moves a name; an existing file or empty directory of the same kind is replaced. */
  public void rename(Fd fromDirectory, byte[] from, Fd directory, byte[] name) {
    retrying(
        "renameat(" + text(from) + ", " + directory + ", " + text(name) + ")",
        () ->
            RawFiles.renameat(
                fromDirectory.number(), zeroEnded(from), directory.number(), zeroEnded(name)));
  }

  /** Removes a name that is no directory. */
  public void removeFile(Fd directory, byte[] name) {
    retrying(
        "unlinkat(" + directory + ", " + text(name) + ")",
        () -> RawFiles.unlinkat(directory.number(), zeroEnded(name), 0));
  }

  /** Removes an empty directory. */
  public void removeDirectory(Fd directory, byte[] name) {
    retrying(
        "unlinkat(" + directory + ", " + text(name) + ", REMOVEDIR)",
        () -> RawFiles.unlinkat(directory.number(), zeroEnded(name), AT_REMOVEDIR));
  }

  /** Changes owner and group; set-id bits and file capabilities are lost by it. */
  public void changeOwner(Fd directory, byte[] name, int owner, int group) {
    retrying(
        "fchownat(" + directory + ", " + text(name) + ", " + owner + ":" + group + ")",
        () ->
            RawFiles.fchownat(
                directory.number(), zeroEnded(name), owner, group, AT_SYMLINK_NOFOLLOW));
  }

  /**
   * Changes permissions. Must not be called for a symbolic link: the kernel would follow it.
   *
   * @param mode without the kind
   */
  public void changeMode(Fd directory, byte[] name, int mode) {
    retrying(
        "fchmodat(" + directory + ", " + text(name) + ", 0" + Integer.toOctalString(mode) + ")",
        () -> RawFiles.fchmodat(directory.number(), zeroEnded(name), mode, 0));
  }

  /** Sets when a file was last read and changed. */
  public void changeTimes(Fd directory, byte[] name, Time read, Time changed) {
    long[] times = {read.seconds(), read.nanoseconds(), changed.seconds(), changed.nanoseconds()};
    retrying(
        "utimensat(" + directory + ", " + text(name) + ")",
        () -> RawFiles.utimensat(directory.number(), zeroEnded(name), times, AT_SYMLINK_NOFOLLOW));
  }

  /**
   * Sets an extended attribute.
   *
   * @see <a href="https://man7.org/linux/man-pages/man7/xattr.7.html">xattr(7)</a>
   */
  public void setAttribute(Fd directory, byte[] name, byte[] attribute, byte[] value) {
    // there is no setxattrat(2) before Linux 6.13
    byte[] place = ("/proc/self/fd/" + directory.number() + "/").getBytes(StandardCharsets.UTF_8);
    byte[] path = Arrays.copyOf(place, place.length + name.length + 1);
    System.arraycopy(name, 0, path, place.length, name.length);
    retrying(
        "lsetxattr(" + directory + ", " + text(name) + ", " + text(attribute) + ")",
        () -> RawFiles.lsetxattr(path, zeroEnded(attribute), value, value.length, 0));
  }

  /** Returns what the kernel knows of a name; empty if there is no such name. */
  public Optional<Status> status(Fd directory, byte[] name) {
    try (Memory status = new Memory(STATX_SIZE)) {
      retrying(
          "statx(" + directory + ", " + text(name) + ")",
          () ->
              RawFiles.statx(
                  directory.number(),
                  zeroEnded(name),
                  AT_SYMLINK_NOFOLLOW,
                  STATX_BASIC_STATS,
                  status));
      // struct statx of linux/stat.h is laid out alike on all architectures
      return Optional.of(
          new Status(
              status.getShort(28) & 0xffff,
              status.getInt(20),
              status.getInt(24),
              status.getLong(40),
              device(status, 136),
              status.getLong(32),
              device(status, 128)));
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENOENT)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static long device(Memory status, long at) {
    return ((long) status.getInt(at) << 32) | (status.getInt(at + 4) & 0xffffffffL);
  }

  /** Returns the names in a directory, without {@code .} and {@code ..}, in no order. */
  public List<byte[]> list(Fd directory) {
    Fd fd = openReadableDirectory(directory.number(), new byte[] {'.', 0}, directory.toString());
    try (Memory buffer = new Memory(DIRECTORY_BUFFER)) {
      List<byte[]> names = new ArrayList<>();
      while (true) {
        long filled =
            retrying(
                "getdents64(" + directory + ")",
                () -> RawFiles.syscall(SYS_GETDENTS64, fd.number(), buffer, DIRECTORY_BUFFER));
        if (filled == 0) {
          return names;
        }
        collectNames(buffer, filled, names);
      }
    } finally {
      close(fd);
    }
  }

  // struct linux_dirent64: inode and offset of 8 bytes, record length of 2, type of 1, name
  private static void collectNames(Memory buffer, long filled, List<byte[]> names) {
    long at = 0;
    while (at < filled) {
      int recordLength = buffer.getShort(at + 16) & 0xffff;
      int end = 19;
      while (buffer.getByte(at + end) != 0) {
        end++;
      }
      byte[] name = buffer.getByteArray(at + 19, end - 19);
      if (!Arrays.equals(name, new byte[] {'.'}) && !Arrays.equals(name, new byte[] {'.', '.'})) {
        names.add(name);
      }
      at += recordLength;
    }
  }

  private Fd openReadableDirectory(int directory, byte[] name, String shown) {
    return fd(
        "open(" + shown + ", DIRECTORY)",
        () -> RawFiles.openat(directory, name, O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0));
  }

  private interface DirectoryWork {
    long with(Fd directory);
  }

  private void withDirectory(Path path, DirectoryWork work) {
    Fd fd = openReadableDirectory(AT_FDCWD, zeroEnded(path), path.toString());
    try {
      work.with(fd);
    } finally {
      close(fd);
    }
  }

  private static Fd fd(String call, LongSupplier body) {
    return new Fd((int) retrying(call, body));
  }

  private static long retrying(String call, LongSupplier body) {
    while (true) {
      try {
        return once(call, body);
      } catch (SyscallException e) {
        if (!e.errno().equals(Errno.EINTR)) {
          throw e;
        }
      }
    }
  }

  private static long once(String call, LongSupplier body) {
    try {
      return body.getAsLong();
    } catch (LastErrorException e) {
      throw new SyscallException(call, new Errno(e.getErrorCode()));
    }
  }

  private static byte[] zeroEnded(Path path) {
    return zeroEnded(path.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zeroEnded(byte[] name) {
    for (byte b : name) {
      if (b == 0) {
        throw new IllegalArgumentException("a file name holds a zero byte: " + text(name));
      }
    }
    return Arrays.copyOf(name, name.length + 1);
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }
}
