package io.jcompose.runtime.syscall;

import com.sun.jna.Native;
import com.sun.jna.ptr.LongByReference;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Named pipes, and bytes moved out of them without passing through this process. Threads share one.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/fifo.7.html">fifo(7)</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/splice.2.html">splice(2)</a>
 */
public final class OutputPipes {
  // asm-generic/fcntl.h, linux/fcntl.h, linux/splice.h; the same on x86_64 and aarch64
  private static final int O_RDONLY = 0;
  private static final int O_WRONLY = 1;
  private static final int O_RDWR = 2;
  private static final int O_CREAT = 0100;
  private static final int O_NONBLOCK = 04000;
  private static final int O_CLOEXEC = 02000000;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int F_GETPIPE_SZ = 1032;
  private static final int SPLICE_F_NONBLOCK = 2;

  /** Makes a named pipe for its owner alone; one that exists is left as it is. */
  public void makeFifo(Path path) {
    try {
      retrying("mkfifo(" + path + ", 0600)", () -> RawOutputPipes.mkfifo(path.toString(), 0600));
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.EEXIST)) {
        throw e;
      }
    }
  }

  /**
   * Opens a named pipe for reading without waiting for a writer. It is opened for writing as well:
   * so its reader never sees an end, whoever comes and goes at the other side.
   */
  public Fd openFifo(Path path) {
    return new Fd(
        retrying(
            "open(" + path + ", RDWR|NONBLOCK)",
            () -> RawOutputPipes.open(path.toString(), O_RDWR | O_NONBLOCK | O_CLOEXEC, 0)));
  }

  /** Opens a file for writing at any offset, and makes it for its owner alone if it is missing. */
  public Fd openForWriting(Path path) {
    return new Fd(
        retrying(
            "open(" + path + ", WRONLY|CREAT)",
            () -> RawOutputPipes.open(path.toString(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)));
  }

  /** Gives an open file to a user and a group. */
  public void giveTo(Fd fd, int user, int group) {
    retrying(
        "fchown(" + fd + ", " + user + ", " + group + ")",
        () -> RawOutputPipes.fchown(fd.number(), user, group));
  }

  /**
   * Asks that the pipe hold up to {@code bytes}. A kernel that refuses (see {@code pipe-max-size}
   * in pipe(7)) keeps the capacity it had.
   *
   * @return the capacity it has now, in bytes
   */
  public int raiseCapacity(Fd pipe, int bytes) {
    int reached = RawOutputPipes.fcntl(pipe.number(), F_SETPIPE_SZ, bytes);
    return reached >= 0
        ? reached
        : retrying(
            "fcntl(" + pipe + ", GETPIPE_SZ)",
            () -> RawOutputPipes.fcntl(pipe.number(), F_GETPIPE_SZ, 0));
  }

  /**
   * Moves what the pipe holds to a place in a file, in one system call: whatever kills this process
   * meanwhile, a byte is either still in the pipe or already in the file.
   *
   * @param most how many bytes at most
   * @return how many bytes were moved; empty if the pipe holds none
   */
  public OptionalLong move(Fd pipe, Fd file, long offset, long most) {
    try {
      return OptionalLong.of(
          retryingLong(
              "splice(" + pipe + " -> " + file + " at " + offset + ")",
              () ->
                  RawOutputPipes.splice(
                      pipe.number(),
                      null, // a pipe has no offset
                      file.number(),
                      new LongByReference(offset),
                      most,
                      SPLICE_F_NONBLOCK)));
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.EAGAIN)) {
        return OptionalLong.empty();
      }
      throw e;
    }
  }

  /**
   * Makes the names in a directory survive a power failure.
   *
   * <p>Unlike {@link java.nio.channels.FileChannel#force} it does not fail because the calling
   * thread was interrupted.
   */
  public void syncDirectory(Path directory) {
    var fd =
        new Fd(
            retrying(
                "open(" + directory + ")",
                () -> RawOutputPipes.open(directory.toString(), O_RDONLY | O_CLOEXEC, 0)));
    try {
      retrying("fsync(" + directory + ")", () -> RawOutputPipes.fsync(fd.number()));
    } finally {
      close(fd);
    }
  }

  /** Closes a descriptor. Never tried again after a failure: it is gone either way. */
  public void close(Fd fd) {
    if (RawOutputPipes.close(fd.number()) != 0) {
      var errno = new Errno(Native.getLastError());
      if (!errno.equals(Errno.EINTR)) {
        throw new SyscallException("close(" + fd + ")", errno);
      }
    }
  }

  static int retrying(String call, IntSupplier body) {
    return (int) retryingLong(call, body::getAsInt);
  }

  static long retryingLong(String call, LongSupplier body) {
    while (true) {
      long result = body.getAsLong();
      if (result >= 0) {
        return result;
      }
      var errno = new Errno(Native.getLastError());
      if (!errno.equals(Errno.EINTR)) {
        throw new SyscallException(call, errno);
      }
    }
  }
}
