package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.util.List;

/**
 * Who the calling <em>thread</em> is and what it may do. libc's functions of these names change all
 * threads of the process; the system calls used here change one, and what it spawns inherits it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/credentials.7.html">credentials(7)</a>, <a
 *     href="https://man7.org/linux/man-pages/man7/capabilities.7.html">capabilities(7)</a>
 */
public final class Credentials {
  private static final int PR_CAPBSET_READ = 23;
  private static final int PR_CAPBSET_DROP = 24;
  private static final int PR_SET_DUMPABLE = 4;
  private static final int PR_CAP_AMBIENT = 47;
  private static final int PR_CAP_AMBIENT_CLEAR_ALL = 4;
  private static final int CAPABILITY_VERSION_3 = 0x20080522;

  private Credentials() {}

  /** Gives the thread these groups beside its own. */
  public static void setSupplementaryGroups(List<Integer> groups) {
    try (Scratch scratch = new Scratch()) {
      Pointer array = scratch.block(Math.max(1, groups.size()) * 4L);
      for (int i = 0; i < groups.size(); i++) {
        array.setInt(i * 4L, groups.get(i));
      }
      SystemCall.SETGROUPS.once(
          () -> "setgroups(" + groups + ")", groups.size(), Scratch.address(array));
    }
  }

  /** Makes the thread belong to a group, for good. */
  public static void setGroup(int group) {
    SystemCall.SETRESGID.once(() -> "setresgid(" + group + ")", group, group, group);
  }

  /** Makes the thread act for a user, for good; anyone but root loses all capabilities by it. */
  public static void setUser(int user) {
    SystemCall.SETRESUID.once(() -> "setresuid(" + user + ")", user, user, user);
  }

  /** Returns whether programs of the thread may still get a capability. */
  public static boolean mayBound(int capability) {
    try {
      return SystemCall.PRCTL.once(() -> "prctl(CAPBSET_READ)", PR_CAPBSET_READ, capability) == 1;
    } catch (SyscallException e) {
      return false; // a capability this kernel does not know
    }
  }

  /** Keeps programs of the thread from ever getting a capability. */
  public static void dropFromBoundingSet(int capability) {
    SystemCall.PRCTL.once(
        () -> "prctl(CAPBSET_DROP, " + capability + ")", PR_CAPBSET_DROP, capability);
  }

  /** Takes care that no program gets a capability only because this thread had it. */
  public static void clearInheritableCapabilities() {
    SystemCall.PRCTL.once(
        () -> "prctl(CAP_AMBIENT_CLEAR_ALL)", PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL);
    try (Scratch scratch = new Scratch()) {
      Pointer header = scratch.block(8);
      header.setInt(0, CAPABILITY_VERSION_3);
      Pointer sets = scratch.block(24);
      SystemCall.CAPGET.once(() -> "capget()", Scratch.address(header), Scratch.address(sets));
      sets.setInt(8, 0);
      sets.setInt(20, 0);
      SystemCall.CAPSET.once(() -> "capset()", Scratch.address(header), Scratch.address(sets));
    }
  }

  /**
   * Keeps processes without CAP_SYS_PTRACE from looking into this one, all its threads and the
   * moment of a spawn included, in which the child inside a container still shares our memory.
   */
  public static void hideProcess() {
    SystemCall.PRCTL.once(() -> "prctl(SET_DUMPABLE, 0)", PR_SET_DUMPABLE, 0);
  }

  /** Sets the thread's umask; it must have file system attributes of its own. */
  public static void setUmask(int mask) {
    SystemCall.UMASK.once(() -> "umask(" + mask + ")", mask);
  }

  /** Returns whether the thread may run a file or enter a directory. */
  public static boolean mayExecute(String path) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.FACCESSAT2.once(
          () -> "access(" + path + ", X)", Descriptors.AT_FDCWD, scratch.text(path), 1, 0);
      return true;
    } catch (SyscallException e) {
      return false;
    }
  }
}
