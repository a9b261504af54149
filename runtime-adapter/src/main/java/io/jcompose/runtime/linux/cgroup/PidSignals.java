package io.jcompose.runtime.linux.cgroup;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Processes;

/** Signals to processes that are known by their membership in a group only. */
final class PidSignals {
  private static final int SIGKILL = 9;

  private PidSignals() {}

  static void kill(long pid) {
    Fd pidfd = Processes.open(pid);
    try {
      Processes.signal(pidfd, SIGKILL);
    } finally {
      Descriptors.close(pidfd);
    }
  }
}
