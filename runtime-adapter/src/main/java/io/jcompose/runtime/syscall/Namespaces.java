package io.jcompose.runtime.syscall;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Namespaces of the calling <em>thread</em>. A thread that changed them must end soon after: no
 * thread of a pool may come here.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/namespaces.7.html">namespaces(7)</a>
 */
public final class Namespaces {
  private static final int CLONE_FS = 0x200;

  private Namespaces() {}

  /** The kinds of namespaces we use. */
  public enum Kind {
    MOUNT(0x00020000),
    CGROUP(0x02000000),
    UTS(0x04000000),
    IPC(0x08000000),
    PID(0x20000000),
    NETWORK(0x40000000);

    private final int flag;

    Kind(int flag) {
      this.flag = flag;
    }
  }

  /**
   * Gives the calling thread root, working directory and umask of its own. Comes before a thread
   * makes or enters a mount namespace.
   */
  public static void unshareFileSystemAttributes() {
    SystemCall.UNSHARE.once(() -> "unshare(FS)", CLONE_FS);
  }

  /**
   * Makes new namespaces for the calling thread. A new {@link Kind#PID} is for its children only,
   * and the thread can start no further Java thread.
   */
  public static void unshare(Kind... kinds) {
    SystemCall.UNSHARE.once(() -> "unshare(" + names(kinds) + ")", flags(kinds));
  }

  /**
   * Moves the calling thread into namespaces.
   *
   * @param target one namespace's file, or a pidfd of a process whose namespaces are entered
   */
  public static void enter(Fd target, Kind... kinds) {
    SystemCall.SETNS.once(
        () -> "setns(" + target + ", " + names(kinds) + ")", target.number(), flags(kinds));
  }

  /** Names the host in the calling thread's {@link Kind#UTS} namespace. */
  public static void setHostName(String name) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.SETHOSTNAME.once(
          () -> "sethostname(" + name + ")",
          scratch.text(name),
          name.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  /** Names the domain in the calling thread's {@link Kind#UTS} namespace. */
  public static void setDomainName(String name) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.SETDOMAINNAME.once(
          () -> "setdomainname(" + name + ")",
          scratch.text(name),
          name.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  /** Returns the kernel's number of the calling thread. */
  public static long currentThread() {
    return SystemCall.GETTID.once(() -> "gettid()");
  }

  private static int flags(Kind... kinds) {
    return Arrays.stream(kinds).mapToInt(kind -> kind.flag).reduce(0, (a, b) -> a | b);
  }

  private static String names(Kind... kinds) {
    return Arrays.stream(kinds).map(Kind::name).collect(Collectors.joining("|"));
  }
}
