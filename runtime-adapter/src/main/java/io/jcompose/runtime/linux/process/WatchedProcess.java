package io.jcompose.runtime.linux.process;

import io.jcompose.model.value.Signal;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Processes;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A process whose pidfd the {@link ExitWatcher} watches. */
final class WatchedProcess implements RunningProcess {
  private final long pid;
  private final long startTicks;
  private final Fd pidfd;
  private final boolean child;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private boolean closed;

  /**
   * Takes charge of {@code pidfd}.
   *
   * @param child whether it is ours to reap
   */
  WatchedProcess(long pid, long startTicks, Fd pidfd, boolean child) {
    this.pid = pid;
    this.startTicks = startTicks;
    this.pidfd = pidfd;
    this.child = child;
  }

  Fd pidfd() {
    return pidfd;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public long startTicks() {
    return startTicks;
  }

  @Override
  public CompletionStage<Integer> exit() {
    return exit.minimalCompletionStage();
  }

  @Override
  public synchronized void signal(Signal signal) {
    if (closed) {
      return;
    }
    try {
      Processes.signal(pidfd, signal.number());
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ESRCH)) {
        throw e;
      }
    }
  }

  /**
   * Asks how it ended, and reaps it if it is ours.
   *
   * @param reaped whether its parent has taken it out of the process table
   * @return empty if only its parent knows yet
   */
  OptionalInt exitCode(boolean reaped) {
    try {
      OptionalInt code = child ? reap() : Processes.exitCode(pidfd);
      return code.isEmpty() && reaped ? OptionalInt.of(ExitStatus.UNKNOWN) : code;
    } catch (SyscallException e) {
      return OptionalInt.of(ExitStatus.UNKNOWN); // a kernel before 6.15 does not tell strangers
    }
  }

  private OptionalInt reap() {
    try {
      return OptionalInt.of(Processes.reap(pidfd));
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ECHILD)) {
        throw e;
      }
      return Processes.exitCode(pidfd); // another watcher in this process was faster
    }
  }

  synchronized void close() {
    if (!closed) {
      closed = true;
      Descriptors.close(pidfd);
    }
  }

  void complete(int code) {
    exit.complete(code);
  }
}
