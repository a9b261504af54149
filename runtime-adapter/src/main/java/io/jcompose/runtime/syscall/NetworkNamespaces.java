package io.jcompose.runtime.syscall;

import com.sun.jna.NativeLong;
import java.nio.file.Path;

/**
 * Makes, pins and enters network namespaces. Making and entering move the calling thread only, for
 * good: to be called on a thread made for it, never on one of a pool.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/network_namespaces.7.html">
 *     network_namespaces(7)</a>
 */
public final class NetworkNamespaces {
  private static final int CLONE_NEWNET = 0x40000000; // linux/sched.h
  private static final int MS_BIND = 4096; // linux/mount.h
  private static final int MNT_DETACH = 2; // sys/mount.h
  private static final int O_CLOEXEC = 0x80000; // asm-generic/fcntl.h
  // of the thread, not of the process: /proc/self would be the main thread's namespace
  private static final String OWN = "/proc/thread-self/ns/net";

  private final NetworkCalls calls = new NetworkCalls();

  /** Moves the calling thread into a new network namespace. */
  public void unshare() {
    calls.once(() -> "unshare(NEWNET)", libc -> libc.unshare(CLONE_NEWNET));
  }

  /**
   * Moves the calling thread into the namespace.
   *
   * @throws SyscallException with EINVAL if {@code namespace} is not a network namespace
   */
  public void enter(Fd namespace) {
    calls.once(
        () -> "setns(" + namespace + ", NEWNET)",
        libc -> libc.setns(namespace.number(), CLONE_NEWNET));
  }

  /** Opens a pinned namespace. The caller closes it. */
  public Fd open(Path pin) {
    return new Fd(calls.retrying(() -> "open(" + pin + ")", libc -> open(libc, pin.toString())));
  }

  /** Opens the namespace of the calling thread. The caller closes it. */
  public Fd openOwn() {
    return new Fd(calls.retrying(() -> "open(" + OWN + ")", libc -> open(libc, OWN)));
  }

  private static int open(RawNetwork libc, String path) {
    return libc.open(path, O_CLOEXEC);
  }

  /** Closes what {@link #open} opened. */
  public void close(Fd namespace) {
    calls.once(() -> "close(" + namespace + ")", libc -> libc.close(namespace.number()));
  }

  /**
   * Mounts the calling thread's network namespace on a file, which must exist. The namespace then
   * lives until the file is unmounted, whatever becomes of the thread.
   */
  public void pin(Path file) {
    calls.once(
        () -> "mount(" + OWN + " -> " + file + ", BIND)",
        libc -> libc.mount(OWN, file.toString(), null, new NativeLong(MS_BIND), null));
  }

  /** Unmounts a pin. A file that is no mount, or is gone, is left as it is. */
  public void unpin(Path file) {
    try {
      calls.once(
          () -> "umount2(" + file + ", DETACH)", libc -> libc.umount2(file.toString(), MNT_DETACH));
    } catch (SyscallException e) {
      boolean gone = e.errno().equals(Errno.EINVAL) || e.errno().equals(Errno.ENOENT);
      if (!gone) {
        throw e;
      }
    }
  }
}
