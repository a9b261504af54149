package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * System calls about files, relative to open directories. Names are bytes, as they are for the
 * kernel: those of an image need not be text in any encoding.
 *
 * <p>No call follows a symbolic link in a name's last part. Calls are repeated when a signal
 * interrupts them. Failures are {@link SyscallException}. Safe for use by several threads.
 */
public final class FileCalls {
  /** Kinds of files, as in the upper bits of a mode; see inode(7). */
  public static final int TYPE_MASK = 0170000;

  public static final int DIRECTORY = 0040000;
  public static final int CHARACTER_DEVICE = 0020000;
  public static final int BLOCK_DEVICE = 0060000;
  public static final int FIFO = 0010000;
  public static final int REGULAR_FILE = 0100000;
  public static final int SYMBOLIC_LINK = 0120000;

  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_REMOVEDIR = 0x200;
  private static final int O_WRONLY = 01;
  private static final int O_CREAT = 0100;
  private static final int O_EXCL = 0200;
  private static final int O_TRUNC = 01000;
  private static final int RESOLVE_NO_MAGICLINKS = 0x02; // linux/openat2.h
  private static final int RESOLVE_NO_SYMLINKS = 0x04;
  private static final int RESOLVE_IN_ROOT = 0x10;
  private static final int RENAME_EXCHANGE = 2; // linux/fs.h
  private static final int LOCK_SH = 1;
  private static final int LOCK_EX = 2;
  private static final int LOCK_NB = 4;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int STATX_SIZE = 256;
  private static final long STATX_ATTR_MOUNT_ROOT = 0x2000; // linux/stat.h
  private static final int LONGEST_PATH = 4096;
  private static final int DIRECTORY_BUFFER = 64 * 1024;
  private static final int LARGEST_ATTRIBUTES = 64 * 1024; // XATTR_SIZE_MAX of linux/limits.h

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
   * @param device and {@code inode} together say which file it is
   * @param node which device a device node stands for; 0 for all else
   */
  public record Status(int mode, long device, long inode, long node) {
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
    return open(Descriptors.AT_FDCWD, bytes(path), Descriptors.O_PATH | directoryFlag(), 0);
  }

  /**
   * Opens a directory below {@code root}; no part of {@code path} can lead out of it.
   *
   * @param path parts divided by slashes; an empty one means the root itself
   * @see <a href="https://man7.org/linux/man-pages/man2/openat2.2.html">openat2(2)</a>
   */
  public Fd openDirectoryInside(Fd root, byte[] path, Links links) {
    try (Scratch scratch = new Scratch()) {
      Pointer how = scratch.block(24);
      how.setLong(0, Descriptors.O_PATH | Descriptors.O_CLOEXEC | directoryFlag());
      how.setLong(
          16,
          RESOLVE_NO_MAGICLINKS
              | RESOLVE_IN_ROOT
              | (links == Links.REFUSED ? RESOLVE_NO_SYMLINKS : 0));
      return Descriptors.fd(
          SystemCall.OPENAT2.retrying(
              () -> "openat2(" + root + ", " + text(path) + ", DIRECTORY, IN_ROOT)",
              root.number(),
              name(scratch, path.length == 0 ? new byte[] {'.'} : path),
              Scratch.address(how),
              24));
    }
  }

  /** Makes a regular file that must not exist, and opens it for writing; its mode is 0600. */
  public Fd createFile(Fd directory, byte[] name) {
    int flags = O_WRONLY | O_CREAT | O_EXCL | Architecture.CURRENT.openNoFollow();
    return open(directory.number(), name, flags, 0600);
  }

  private static Fd open(int directory, byte[] name, int flags, int mode) {
    try (Scratch scratch = new Scratch()) {
      return Descriptors.fd(
          SystemCall.OPENAT.retrying(
              () -> "openat(" + text(name) + ", 0" + Integer.toOctalString(flags) + ")",
              directory,
              name(scratch, name),
              flags | Descriptors.O_CLOEXEC,
              mode));
    }
  }

  private static Fd openReadableDirectory(int directory, byte[] name) {
    return open(directory, name, directoryFlag() | Architecture.CURRENT.openNoFollow(), 0);
  }

  private static int directoryFlag() {
    return Architecture.CURRENT.openDirectory();
  }

  /** Closes; the descriptor is gone even if this fails. */
  public void close(Fd fd) {
    Descriptors.close(fd);
  }

  /** Writes the first {@code count} bytes of {@code buffer} at {@code offset}, all of them. */
  public void write(Fd file, byte[] buffer, int count, long offset) {
    try (Scratch scratch = new Scratch()) {
      Pointer block = scratch.block(Math.max(1, count));
      block.write(0, buffer, 0, count);
      long done = 0;
      while (done < count) {
        done +=
            SystemCall.PWRITE64.retrying(
                () -> "pwrite(" + file + ", " + count + " bytes at " + offset + ")",
                file.number(),
                Scratch.address(block) + done,
                count - done,
                offset + done);
      }
    }
  }

  /** Makes an open file that long; what was never written in it is a hole. */
  public void truncate(Fd file, long length) {
    SystemCall.FTRUNCATE.retrying(
        () -> "ftruncate(" + file + ", " + length + ")", file.number(), length);
  }

  /** Returns once everything written to the file system that holds {@code path} is on disk. */
  public void syncFileSystem(Path path) {
    withReadable(path, SystemCall.SYNCFS);
  }

  /** Returns once the names in a directory are on disk. */
  public void syncDirectory(Path path) {
    withReadable(path, SystemCall.FSYNC);
  }

  private static void withReadable(Path path, SystemCall sync) {
    Fd fd = openReadableDirectory(Descriptors.AT_FDCWD, bytes(path));
    try {
      sync.retrying(() -> sync + "(" + path + ")", fd.number());
    } finally {
      Descriptors.close(fd);
    }
  }

  /**
   * Opens a directory and locks it against everybody else, threads of this process included. The
   * lock ends when the descriptor is closed, or its process ends in whatever way.
   *
   * @return the descriptor, or empty if somebody else has the lock
   * @see <a href="https://man7.org/linux/man-pages/man2/flock.2.html">flock(2)</a>
   */
  public Optional<Fd> tryLock(Path directory) {
    try {
      return Optional.of(lock(directory, LOCK_EX | LOCK_NB));
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.EAGAIN)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Does as {@link #tryLock}, but waits until nobody else has the lock. */
  public Fd lock(Path directory) {
    return lock(directory, LOCK_EX);
  }

  /** Does as {@link #lock}, but against those only who lock it alone. */
  public Fd lockShared(Path directory) {
    return lock(directory, LOCK_SH);
  }

  private static Fd lock(Path directory, int how) {
    Fd fd = openReadableDirectory(Descriptors.AT_FDCWD, bytes(directory));
    try {
      SystemCall.FLOCK.retrying(() -> "flock(" + directory + ", " + how + ")", fd.number(), how);
      return fd;
    } catch (SyscallException e) {
      Descriptors.close(fd);
      throw e;
    }
  }

  /** Makes a directory of mode 0700; its name must not exist. */
  public void makeDirectory(Fd directory, byte[] name) {
    at(SystemCall.MKDIRAT, directory, name, 0700);
  }

  /**
   * Makes a device node or a FIFO; its name must not exist.
   *
   * @param mode kind and permissions; the process' umask takes its share
   */
  public void makeNode(Fd directory, byte[] name, int mode, int major, int minor) {
    // the kernel's own 32-bit form: 12 bits of major between 8 and 12 of minor; linux/kdev_t.h
    int device = (minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12);
    at(SystemCall.MKNODAT, directory, name, mode, Integer.toUnsignedLong(device));
  }

  /** Makes a symbolic link; its name must not exist, its target may be anything. */
  public void makeSymbolicLink(byte[] target, Fd directory, byte[] name) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.SYMLINKAT.retrying(
          () -> "symlinkat(" + text(target) + ", " + directory + ", " + text(name) + ")",
          name(scratch, target),
          directory.number(),
          name(scratch, name));
    }
  }

  /** Gives an existing file, which may be a symbolic link but no directory, one more name. */
  public void makeHardLink(Fd fromDirectory, byte[] from, Fd directory, byte[] name) {
    fromTo(SystemCall.LINKAT, fromDirectory, from, directory, name);
  }

  /** Moves a name; an existing file or empty directory of the same kind is replaced. */
  public void rename(Fd fromDirectory, byte[] from, Fd directory, byte[] name) {
    fromTo(SystemCall.RENAMEAT2, fromDirectory, from, directory, name);
  }

  /** Gives each of two existing files, which may be directories, the other's name. */
  public void exchange(Path one, Path other) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.RENAMEAT2.retrying(
          () -> "renameat2(" + one + ", " + other + ", RENAME_EXCHANGE)",
          Descriptors.AT_FDCWD,
          name(scratch, bytes(one)),
          Descriptors.AT_FDCWD,
          name(scratch, bytes(other)),
          RENAME_EXCHANGE);
    }
  }

  private static void fromTo(
      SystemCall call, Fd fromDirectory, byte[] from, Fd directory, byte[] name) {
    try (Scratch scratch = new Scratch()) {
      call.retrying(
          () -> call + "(" + text(from) + ", " + directory + ", " + text(name) + ")",
          fromDirectory.number(),
          name(scratch, from),
          directory.number(),
          name(scratch, name),
          0);
    }
  }

  /** Removes a name that is no directory. */
  public void removeFile(Fd directory, byte[] name) {
    at(SystemCall.UNLINKAT, directory, name, 0);
  }

  /** Removes an empty directory. */
  public void removeDirectory(Fd directory, byte[] name) {
    at(SystemCall.UNLINKAT, directory, name, AT_REMOVEDIR);
  }

  /** Changes owner and group; set-id bits and file capabilities are lost by it. */
  public void changeOwner(Fd directory, byte[] name, int owner, int group) {
    at(SystemCall.FCHOWNAT, directory, name, owner, group, AT_SYMLINK_NOFOLLOW);
  }

  /**
   * Changes permissions. Must not be called for a symbolic link: the kernel would follow it.
   *
   * @param mode without the kind
   */
  public void changeMode(Fd directory, byte[] name, int mode) {
    at(SystemCall.FCHMODAT, directory, name, mode);
  }

  /** Sets when a file was last read and changed. */
  public void changeTimes(Fd directory, byte[] name, Time read, Time changed) {
    try (Scratch scratch = new Scratch()) {
      Pointer times = scratch.block(4L * Long.BYTES);
      times.write(
          0,
          new long[] {read.seconds(), read.nanoseconds(), changed.seconds(), changed.nanoseconds()},
          0,
          4);
      at(SystemCall.UTIMENSAT, directory, name, Scratch.address(times), AT_SYMLINK_NOFOLLOW);
    }
  }

  /**
   * Sets an extended attribute.
   *
   * @see <a href="https://man7.org/linux/man-pages/man7/xattr.7.html">xattr(7)</a>
   */
  public void setAttribute(Fd directory, byte[] name, byte[] attribute, byte[] value) {
    // there is no setxattrat(2) before Linux 6.13
    byte[] place = ("/proc/self/fd/" + directory.number() + "/").getBytes(StandardCharsets.UTF_8);
    byte[] path = Arrays.copyOf(place, place.length + name.length);
    System.arraycopy(name, 0, path, place.length, name.length);
    try (Scratch scratch = new Scratch()) {
      Pointer content = scratch.block(Math.max(1, value.length));
      content.write(0, value, 0, value.length);
      SystemCall.LSETXATTR.retrying(
          () -> "lsetxattr(" + directory + ", " + text(name) + ", " + text(attribute) + ")",
          name(scratch, path),
          name(scratch, attribute),
          Scratch.address(content),
          value.length,
          0);
    }
  }

  /**
   * Returns the names of an open place's extended attributes; none where its file system has none.
   * The place must not be a symbolic link.
   */
  public List<String> attributes(Fd place) {
    try (Scratch scratch = new Scratch()) {
      Pointer names = scratch.block(LARGEST_ATTRIBUTES);
      long length =
          SystemCall.LISTXATTR.retrying(
              () -> "listxattr(" + place + ")",
              scratch.text(self(place)),
              Scratch.address(names),
              LARGEST_ATTRIBUTES);
      String all = new String(names.getByteArray(0, (int) length), StandardCharsets.UTF_8);
      return all.isEmpty() ? List.of() : List.of(all.split("\0"));
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.EOPNOTSUPP)) {
        return List.of();
      }
      throw e;
    }
  }

  /** Returns the value of an extended attribute that an open place, no symbolic link, has. */
  public byte[] attribute(Fd place, String name) {
    try (Scratch scratch = new Scratch()) {
      Pointer value = scratch.block(LARGEST_ATTRIBUTES);
      long length =
          SystemCall.GETXATTR.retrying(
              () -> "getxattr(" + place + ", " + name + ")",
              scratch.text(self(place)),
              scratch.text(name),
              Scratch.address(value),
              LARGEST_ATTRIBUTES);
      return value.getByteArray(0, (int) length);
    }
  }

  /** This link leads to the very file, whatever became of its name. */
  private static String self(Fd place) {
    return "/proc/self/fd/" + place.number();
  }

  /** Returns what the kernel knows of a name; empty if there is no such name. */
  public Optional<Status> status(Fd directory, byte[] name) {
    try (Scratch scratch = new Scratch()) {
      Pointer status = scratch.block(STATX_SIZE);
      at(
          SystemCall.STATX,
          directory,
          name,
          AT_SYMLINK_NOFOLLOW,
          STATX_BASIC_STATS,
          Scratch.address(status));
      // struct statx of linux/stat.h is laid out alike on all architectures
      return Optional.of(
          new Status(
              Short.toUnsignedInt(status.getShort(28)),
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

  private static long device(Pointer status, long at) {
    return ((long) status.getInt(at) << 32) | Integer.toUnsignedLong(status.getInt(at + 4));
  }

  /**
   * All that an archive tells of a file.
   *
   * @param links how many names it has
   * @param changed when its content last changed
   */
  public record Details(
      Status status,
      int links,
      int owner,
      int group,
      long size,
      Time changed,
      int major,
      int minor) {
    /** Returns what kind of file it is: a value of {@link #TYPE_MASK}. */
    public int kind() {
      return status.mode() & TYPE_MASK;
    }
  }

  /** Opens a name of a directory as a place only, whatever it is; a link is itself. */
  public Fd openPlace(Fd directory, byte[] name) {
    return open(
        directory.number(), name, Descriptors.O_PATH | Architecture.CURRENT.openNoFollow(), 0);
  }

  /** Returns what an archive tells of an open place. */
  public Details details(Fd place) {
    try (Scratch scratch = new Scratch()) {
      Pointer status = statx(place, scratch);
      return new Details(
          new Status(
              Short.toUnsignedInt(status.getShort(28)),
              device(status, 136),
              status.getLong(32),
              device(status, 128)),
          status.getInt(16),
          status.getInt(20),
          status.getInt(24),
          status.getLong(40),
          new Time(status.getLong(112), status.getInt(120)),
          status.getInt(128),
          status.getInt(132));
    }
  }

  /** Opens an open place, which must be a regular file, for reading: no name is looked up again. */
  public Fd openForReading(Fd place) {
    return Descriptors.openForReading(Path.of("/proc/self/fd/" + place.number()));
  }

  /**
   * Opens an open place, which must be a regular file, for writing, and empties it: no name is
   * looked up again.
   */
  public Fd openEmptied(Fd place) {
    byte[] path = self(place).getBytes(StandardCharsets.UTF_8);
    return open(Descriptors.AT_FDCWD, path, O_WRONLY | O_TRUNC, 0);
  }

  /** Returns whether an open place is where something is mounted, and so not what lies below. */
  public boolean isMountPoint(Fd place) {
    try (Scratch scratch = new Scratch()) {
      Pointer status = statx(place, scratch);
      return (status.getLong(8) & STATX_ATTR_MOUNT_ROOT) != 0;
    }
  }

  private Pointer statx(Fd place, Scratch scratch) {
    Pointer status = scratch.block(STATX_SIZE);
    at(
        SystemCall.STATX,
        place,
        new byte[0],
        Descriptors.AT_EMPTY_PATH,
        STATX_BASIC_STATS,
        Scratch.address(status));
    return status;
  }

  /** Returns where an open place that is a symbolic link leads. */
  public byte[] readLink(Fd place) {
    try (Scratch scratch = new Scratch()) {
      Pointer target = scratch.block(LONGEST_PATH);
      long length =
          SystemCall.READLINKAT.retrying(
              () -> "readlinkat(" + place + ")",
              place.number(),
              name(scratch, new byte[0]),
              Scratch.address(target),
              LONGEST_PATH);
      return target.getByteArray(0, (int) length);
    }
  }

  /** Changes owner and group of an open place; set-id bits are lost by it. */
  public void changeOwner(Fd place, int owner, int group) {
    at(SystemCall.FCHOWNAT, place, new byte[0], owner, group, Descriptors.AT_EMPTY_PATH);
  }

  /** Changes permissions of an open place, which must not be a symbolic link. */
  public void changeMode(Fd place, int mode) {
    try (Scratch scratch = new Scratch()) {
      // fchmod(2) refuses places; this link leads to the very file, whatever became of its name
      SystemCall.FCHMODAT.retrying(
          () -> "fchmodat(" + place + ")",
          Descriptors.AT_FDCWD,
          scratch.text("/proc/self/fd/" + place.number()),
          mode);
    }
  }

  /** Returns the names in a directory, without {@code .} and {@code ..}, in no order. */
  public List<byte[]> list(Fd directory) {
    Fd fd = openReadableDirectory(directory.number(), new byte[] {'.'});
    try (Scratch scratch = new Scratch()) {
      Pointer buffer = scratch.block(DIRECTORY_BUFFER);
      List<byte[]> names = new ArrayList<>();
      while (true) {
        long filled =
            SystemCall.GETDENTS64.retrying(
                () -> "getdents64(" + directory + ")",
                fd.number(),
                Scratch.address(buffer),
                DIRECTORY_BUFFER);
        if (filled == 0) {
          return names;
        }
        collectNames(buffer, filled, names);
      }
    } finally {
      Descriptors.close(fd);
    }
  }

  // struct linux_dirent64: inode and offset of 8 bytes, record length of 2, type of 1, name
  private static void collectNames(Pointer buffer, long filled, List<byte[]> names) {
    long at = 0;
    while (at < filled) {
      int end = 19;
      while (buffer.getByte(at + end) != 0) {
        end++;
      }
      byte[] name = buffer.getByteArray(at + 19, end - 19);
      if (!text(name).equals(".") && !text(name).equals("..")) {
        names.add(name);
      }
      at += Short.toUnsignedInt(buffer.getShort(at + 16));
    }
  }

  /** Makes a call whose first arguments are a directory and a name in it. */
  private static void at(SystemCall call, Fd directory, byte[] name, long... more) {
    try (Scratch scratch = new Scratch()) {
      long[] arguments = new long[2 + more.length];
      arguments[0] = directory.number();
      arguments[1] = name(scratch, name);
      System.arraycopy(more, 0, arguments, 2, more.length);
      call.retrying(() -> call + "(" + directory + ", " + text(name) + ")", arguments);
    }
  }

  /** Returns the address of a name with a zero at its end. */
  private static long name(Scratch scratch, byte[] name) {
    for (byte b : name) {
      if (b == 0) {
        throw new IllegalArgumentException("a file name holds a zero byte: " + text(name));
      }
    }
    Pointer block = scratch.block(name.length + 1L);
    block.write(0, name, 0, name.length);
    return Scratch.address(block);
  }

  private static byte[] bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }
}
