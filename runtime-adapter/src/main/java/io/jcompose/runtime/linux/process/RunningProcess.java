package io.jcompose.runtime.linux.process;

import io.jcompose.model.value.Signal;
import java.util.concurrent.CompletionStage;

/**
 * A process that this one started or adopted. Never mistaken for a later process of the same pid: a
 * pidfd stands behind it. Safe to use from several threads.
 */
public interface RunningProcess {
  /** Returns the pid as this process sees it. */
  long pid();

  /** Returns when it started, in clock ticks since boot; pid and this together are an identity. */
  long startTicks();

  /**
   * Returns its exit code, once it has ended: 128 plus the signal's number where a signal ended it;
   * {@link io.jcompose.scheduler.runtime.ExitStatus#UNKNOWN} where it is not a child of ours and
   * the kernel (before 6.15) does not tell. Completed by the watcher's thread: do not block in what
   * depends on it.
   */
  CompletionStage<Integer> exit();

  /** Sends a signal; a process that has ended is left alone. */
  void signal(Signal signal);
}
