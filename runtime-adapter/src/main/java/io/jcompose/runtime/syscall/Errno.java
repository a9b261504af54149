package io.jcompose.runtime.syscall;

import java.util.Map;

/**
 * Why a system call failed.
 *
 * @param number as in errno.h; the same on x86_64 and aarch64
 * @see <a href="https://man7.org/linux/man-pages/man3/errno.3.html">errno(3)</a>
 */
public record Errno(int number) {
  public static final Errno EPERM = new Errno(1);
  public static final Errno ENOENT = new Errno(2);
  public static final Errno ESRCH = new Errno(3);
  public static final Errno EINTR = new Errno(4);
  public static final Errno EIO = new Errno(5);
  public static final Errno E2BIG = new Errno(7);
  public static final Errno ENOEXEC = new Errno(8);
  public static final Errno EBADF = new Errno(9);
  public static final Errno ECHILD = new Errno(10);
  public static final Errno EAGAIN = new Errno(11);
  public static final Errno ENOMEM = new Errno(12);
  public static final Errno EACCES = new Errno(13);
  public static final Errno EBUSY = new Errno(16);
  public static final Errno EEXIST = new Errno(17);
  public static final Errno ENODEV = new Errno(19);
  public static final Errno ENOTDIR = new Errno(20);
  public static final Errno EISDIR = new Errno(21);
  public static final Errno EINVAL = new Errno(22);
  public static final Errno ENFILE = new Errno(23);
  public static final Errno EMFILE = new Errno(24);
  public static final Errno ENOSPC = new Errno(28);
  public static final Errno EROFS = new Errno(30);
  public static final Errno EPIPE = new Errno(32);
  public static final Errno ENOSYS = new Errno(38);
  public static final Errno ENAMETOOLONG = new Errno(36);
  public static final Errno ELOOP = new Errno(40);
  public static final Errno EPROTOTYPE = new Errno(91);
  public static final Errno EOPNOTSUPP = new Errno(95);
  public static final Errno EAFNOSUPPORT = new Errno(97);
  public static final Errno EADDRINUSE = new Errno(98);
  public static final Errno EADDRNOTAVAIL = new Errno(99);
  public static final Errno ENETUNREACH = new Errno(101);
  public static final Errno ECONNRESET = new Errno(104);
  public static final Errno ENOBUFS = new Errno(105);
  public static final Errno ETIMEDOUT = new Errno(110);
  public static final Errno ECONNREFUSED = new Errno(111);
  public static final Errno EHOSTUNREACH = new Errno(113);
  public static final Errno EINPROGRESS = new Errno(115);

  private static final Map<Integer, String> TEXTS =
      Map.ofEntries(
          Map.entry(1, "EPERM: operation not permitted"),
          Map.entry(2, "ENOENT: no such file or directory"),
          Map.entry(3, "ESRCH: no such process"),
          Map.entry(4, "EINTR: interrupted"),
          Map.entry(5, "EIO: input or output error"),
          Map.entry(7, "E2BIG: argument list too long"),
          Map.entry(8, "ENOEXEC: not an executable format"),
          Map.entry(9, "EBADF: bad file descriptor"),
          Map.entry(10, "ECHILD: no such child"),
          Map.entry(11, "EAGAIN: try again"),
          Map.entry(12, "ENOMEM: out of memory"),
          Map.entry(13, "EACCES: permission denied"),
          Map.entry(16, "EBUSY: busy"),
          Map.entry(17, "EEXIST: exists already"),
          Map.entry(19, "ENODEV: no such device"),
          Map.entry(20, "ENOTDIR: not a directory"),
          Map.entry(21, "EISDIR: is a directory"),
          Map.entry(22, "EINVAL: invalid argument"),
          Map.entry(23, "ENFILE: the host has too many files open"),
          Map.entry(24, "EMFILE: too many files open"),
          Map.entry(28, "ENOSPC: no space left"),
          Map.entry(30, "EROFS: read-only file system"),
          Map.entry(32, "EPIPE: nobody reads any more"),
          Map.entry(38, "ENOSYS: not in this kernel"),
          Map.entry(40, "ELOOP: too many symbolic links"),
          Map.entry(95, "EOPNOTSUPP: not supported"),
          Map.entry(97, "EAFNOSUPPORT: no such kind of address here"),
          Map.entry(98, "EADDRINUSE: address in use"),
          Map.entry(99, "EADDRNOTAVAIL: not an address of this host"),
          Map.entry(101, "ENETUNREACH: no route"),
          Map.entry(104, "ECONNRESET: broken off by the other side"),
          Map.entry(105, "ENOBUFS: no room for it"),
          Map.entry(110, "ETIMEDOUT: no answer"),
          Map.entry(111, "ECONNREFUSED: nobody listens"),
          Map.entry(113, "EHOSTUNREACH: host not reached"),
          Map.entry(115, "EINPROGRESS: under way"));

  /** Returns the name and its meaning, such as {@code ENOENT: no such file or directory}. */
  @Override
  public String toString() {
    return TEXTS.getOrDefault(number, "errno " + number);
  }
}
