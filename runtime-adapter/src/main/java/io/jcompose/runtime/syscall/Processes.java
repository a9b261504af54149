package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.util.OptionalInt;

/**
 * Processes by pidfd, which never means another process than the one it was opened for.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/pidfd_open.2.html">pidfd_open(2)</a>
 */
public final class Processes {
  private static final int P_PIDFD = 3;
  private static final int WEXITED = 4;
  private static final int CLD_EXITED = 1;
  private static final int SIGNALLED = 128;

  /** {@code _IOWR(0xff, 11, struct pidfd_info)} with the structure's first published size. */
  private static final long PIDFD_GET_INFO = 0xc040ff0bL;

  private static final int PIDFD_INFO_EXIT = 1 << 3;
  private static final int PIDFD_INFO_SIZE = 64;

  private Processes() {}

  /** Opens a pidfd. */
  public static Fd open(long pid) {
    return Descriptors.fd(SystemCall.PIDFD_OPEN.once(() -> "pidfd_open(" + pid + ")", pid, 0));
  }

  /**
   * Sends a signal.
   *
   * @throws SyscallException with ESRCH if the process has ended
   */
  public static void signal(Fd pidfd, int signal) {
    SystemCall.PIDFD_SEND_SIGNAL.once(
        () -> "pidfd_send_signal(" + pidfd + ", " + signal + ")", pidfd.number(), signal, 0, 0);
  }

  /**
   * Returns a descriptor of our own of the file that another process has open.
   *
   * @throws SyscallException with EBADF if it has not, with EPERM if we may not trace it
   */
  public static Fd copyDescriptor(Fd pidfd, int number) {
    return Descriptors.fd(
        SystemCall.PIDFD_GETFD.once(
            () -> "pidfd_getfd(" + pidfd + ", " + number + ")", pidfd.number(), number, 0));
  }

  /**
   * Waits for the end of a child and takes it out of the process table.
   *
   * @return its exit code; 128 plus the signal's number if a signal ended it
   * @throws SyscallException with ECHILD if it is none of our children
   */
  public static int reap(Fd pidfd) {
    try (Scratch scratch = new Scratch()) {
      Pointer info = scratch.block(128);
      SystemCall.WAITID.retrying(
          () -> "waitid(" + pidfd + ")",
          P_PIDFD,
          pidfd.number(),
          Scratch.address(info),
          WEXITED,
          0);
      int code = info.getInt(8);
      int status = info.getInt(24);
      return code == CLD_EXITED ? status : SIGNALLED + status;
    }
  }

  /**
   * Returns the exit code of a process that need not be our child, once its parent has reaped it;
   * empty before.
   *
   * @throws SyscallException if this kernel (before 6.15) does not tell
   */
  public static OptionalInt exitCode(Fd pidfd) {
    try (Scratch scratch = new Scratch()) {
      Pointer info = scratch.block(PIDFD_INFO_SIZE);
      info.setLong(0, PIDFD_INFO_EXIT);
      SystemCall.IOCTL.once(
          () -> "ioctl(" + pidfd + ", PIDFD_GET_INFO)",
          pidfd.number(),
          PIDFD_GET_INFO,
          Scratch.address(info));
      if ((info.getLong(0) & PIDFD_INFO_EXIT) == 0) {
        return OptionalInt.empty();
      }
      int status = info.getInt(60); // as wait(2) has it
      int signal = status & 0x7f;
      return OptionalInt.of(signal == 0 ? (status >> 8) & 0xff : SIGNALLED + signal);
    }
  }

  /**
   * Ends this process at once, without the shutdown hooks, and without the 300 ms that the JVM
   * otherwise grants threads which are in native code. Flush what is to be seen first.
   */
  public static void exitNow(int code) {
    SystemCall.EXIT_GROUP.once(() -> "exit_group(" + code + ")", code);
  }
}
