package io.jcompose.runtime.linux.process;

import io.jcompose.model.value.Signal;
import io.jcompose.runtime.linux.security.Identity;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.scheduler.runtime.ExecSpec;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where a further program's input comes from and its output goes to, while it runs. */
abstract class ExecStreams implements AutoCloseable {
  private static final long LOOK_MILLIS = 200;

  static ExecStreams of(ExecSpec.Streams streams) {
    if (streams instanceof ExecSpec.Streams.Piped piped) {
      return new PipedStreams(piped);
    }
    if (streams instanceof ExecSpec.Streams.Terminal) {
      return new TerminalStreams();
    }
    if (streams instanceof ExecSpec.Streams.Discarded) {
      return new DiscardedStreams();
    }
    return new InheritedStreams();
  }

  /** Opens what lies in the container; on the birth thread, which is inside and still root. */
  void openInContainer(Fd root, Identity who) {}

  /** Says what the child's first three descriptors are. */
  abstract void joinTo(Spawn spawn, OpenFiles files);

  /** Tells the user, on the program's own error stream, why there is no program. */
  abstract void complain(String message);

  /** Returns whether somebody waits for the program's end. */
  boolean isAwaited() {
    return true;
  }

  /** Begins to move bytes; the program runs. */
  void begin() {}

  /** Looks after what may change while the program runs. */
  void look() {}

  /** Moves what is left; the program has ended. */
  void finish() {}

  @Override
  public void close() {}

  /**
   * Waits for the program and returns its exit code. Interruption kills it, and the flag stays set.
   */
  final int await(RunningProcess process) {
    CompletableFuture<Integer> exit = process.exit().toCompletableFuture();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          int code = exit.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          finish();
          return code;
        } catch (TimeoutException e) {
          look();
        } catch (InterruptedException e) {
          interrupted = true;
          process.signal(Signal.KILL);
        } catch (ExecutionException e) {
          return ExitStatus.UNKNOWN;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
