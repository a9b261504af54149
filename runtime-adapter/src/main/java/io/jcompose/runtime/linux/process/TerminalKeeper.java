package io.jcompose.runtime.linux.process;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Processes;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.Optional;

/**
 * The process that holds the near side of a container's terminal open. Were the supervisor the only
 * one to hold it, its death would hang the terminal up. It only sleeps; who needs the terminal
 * takes a copy of its descriptor, as to open {@code ptmx} once more makes another terminal.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/pidfd_getfd.2.html">pidfd_getfd(2)</a>
 */
final class TerminalKeeper {
  /** Where it has the terminal. */
  static final int DESCRIPTOR = 3;

  private TerminalKeeper() {}

  /** Returns its own name among the project's control groups. */
  static ContainerName name(ContainerName container) {
    return new ContainerName(container + ".terminal");
  }

  /** Returns a copy of what a keeper holds; empty if it has ended. */
  static Optional<Fd> copyFrom(long keeper) {
    try {
      Fd pidfd = Processes.open(keeper);
      try {
        return Optional.of(Processes.copyDescriptor(pidfd, DESCRIPTOR));
      } finally {
        Descriptors.close(pidfd);
      }
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ESRCH) || e.errno().equals(Errno.EBADF)) {
        return Optional.empty();
      }
      throw new RuntimeFailure(
          "cannot reach the terminal that process " + keeper + " holds: " + e.getMessage(),
          "see with 'cat /proc/sys/kernel/yama/ptrace_scope' whether this host forbids it (3)",
          e);
    }
  }
}
