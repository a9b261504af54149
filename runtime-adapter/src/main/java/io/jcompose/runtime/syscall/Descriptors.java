package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.nio.file.Path;

/** File descriptors of this process. All that are opened here close when another program is run. */
public final class Descriptors {
  static final int O_RDONLY = 0;
  static final int O_RDWR = 2;
  static final int O_NONBLOCK = 0x800;
  static final int O_NOCTTY = 0x100;
  static final int O_CLOEXEC = 0x80000;
  static final int O_PATH = 0x200000;
  static final int AT_FDCWD = -100;
  static final int AT_EMPTY_PATH = 0x1000;

  private static final int F_SETFD = 2;
  private static final int F_SETFL = 4;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int FD_CLOEXEC = 1;
  private static final int STATX_BASIC_STATS = 0x7ff;

  private Descriptors() {}

  /** What kind of file a descriptor stands for, and whose it is. */
  public record FileStatus(int mode, int user, int group, long size) {
    private static final int KIND = 0xf000;

    /** Returns whether it is a directory. */
    public boolean isDirectory() {
      return (mode & KIND) == 0x4000;
    }

    /** Returns whether it is a regular file. */
    public boolean isRegularFile() {
      return (mode & KIND) == 0x8000;
    }

    /** Returns whether it is a symbolic link. */
    public boolean isSymbolicLink() {
      return (mode & KIND) == 0xa000;
    }
  }

  /** Opens a file as a place only: it can neither be read nor written, whatever it is. */
  public static Fd openPlace(Path path) {
    return open(path, O_PATH);
  }

  /** Opens a directory for reading. */
  public static Fd openDirectory(Path path) {
    return open(path, O_RDONLY | Architecture.CURRENT.openDirectory());
  }

  /** Opens a file for reading. */
  public static Fd openForReading(Path path) {
    return open(path, O_RDONLY);
  }

  /** Opens a file for reading and writing. On a FIFO this never waits for another side. */
  public static Fd openForReadingAndWriting(Path path) {
    return open(path, O_RDWR | O_NOCTTY);
  }

  private static Fd open(Path path, int flags) {
    try (Scratch scratch = new Scratch()) {
      return fd(
          SystemCall.OPENAT.retrying(
              () -> "open(" + path + ")",
              AT_FDCWD,
              scratch.text(path.toString()),
              flags | O_CLOEXEC));
    }
  }

  static Fd fd(long number) {
    return new Fd((int) number);
  }

  /** Closes a descriptor. Never retried: it is gone either way. */
  public static void close(Fd fd) {
    SystemCall.CLOSE.once(() -> "close(" + fd + ")", fd.number());
  }

  /**
   * Reads what is there, at most what {@code buffer} holds; waits for something.
   *
   * @return how many bytes; 0 at the end
   */
  public static int read(Fd fd, byte[] buffer) {
    try (Scratch scratch = new Scratch()) {
      Pointer block = scratch.block(buffer.length);
      int count =
          (int)
              SystemCall.READ.retrying(
                  () -> "read(" + fd + ")", fd.number(), Scratch.address(block), buffer.length);
      block.read(0, buffer, 0, count);
      return count;
    }
  }

  /** Writes all of {@code bytes}, waiting for room. */
  public static void write(Fd fd, byte[] bytes, int length) {
    try (Scratch scratch = new Scratch()) {
      Pointer block = scratch.block(Math.max(1, length));
      block.write(0, bytes, 0, length);
      long done = 0;
      while (done < length) {
        done +=
            SystemCall.WRITE.retrying(
                () -> "write(" + fd + ")",
                fd.number(),
                Scratch.address(block) + done,
                length - done);
      }
    }
  }

  /** Makes {@code to} another name of what {@code from} stands for; what it was is closed. */
  public static void replace(Fd from, Fd to) {
    SystemCall.DUP3.retrying(
        () -> "dup3(" + from + " -> " + to + ")", from.number(), to.number(), 0);
  }

  /** Returns another descriptor of the same file, numbered {@code lowest} or above. */
  public static Fd duplicate(Fd fd, int lowest) {
    return fd(
        SystemCall.FCNTL.once(
            () -> "fcntl(" + fd + ", DUPFD)", fd.number(), F_DUPFD_CLOEXEC, lowest));
  }

  /** Says whether the descriptor closes when another program is run. */
  public static void setCloseOnExec(Fd fd, boolean close) {
    SystemCall.FCNTL.once(
        () -> "fcntl(" + fd + ", SETFD)", fd.number(), F_SETFD, close ? FD_CLOEXEC : 0);
  }

  /** Makes reads and writes fail with EAGAIN where they would wait. */
  public static void setNonBlocking(Fd fd) {
    SystemCall.FCNTL.once(
        () -> "fcntl(" + fd + ", SETFL, NONBLOCK)", fd.number(), F_SETFL, O_NONBLOCK);
  }

  /** Gives the file to a user and a group. */
  public static void changeOwner(Fd fd, int user, int group) {
    SystemCall.FCHOWN.once(
        () -> "fchown(" + fd + ", " + user + ":" + group + ")", fd.number(), user, group);
  }

  /** Returns what the descriptor stands for. */
  public static FileStatus status(Fd fd) {
    try (Scratch scratch = new Scratch()) {
      Pointer statx = scratch.block(256);
      SystemCall.STATX.retrying(
          () -> "statx(" + fd + ")",
          fd.number(),
          scratch.text(""),
          AT_EMPTY_PATH,
          STATX_BASIC_STATS,
          Scratch.address(statx));
      return new FileStatus(
          Short.toUnsignedInt(statx.getShort(28)),
          statx.getInt(20),
          statx.getInt(24),
          statx.getLong(40));
    }
  }

  /**
   * Joins the standard streams of this process to {@code /dev/null}, so that whoever reads its
   * output sees the end of it.
   */
  public static void detachStandardStreams() {
    Fd nothing = openForReadingAndWriting(Path.of("/dev/null"));
    try {
      for (int number = 0; number <= 2; number++) {
        replace(nothing, new Fd(number));
      }
    } finally {
      close(nothing);
    }
  }
}
