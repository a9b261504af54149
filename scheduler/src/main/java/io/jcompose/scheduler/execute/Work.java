package io.jcompose.scheduler.execute;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One step on a worker's thread. Other than with a future, cancelling it does not make it look over
 * while its code still runs.
 */
final class Work implements Runnable {
  private final Runnable step;
  private final Consumer<@Nullable Throwable> over;
  private @Nullable Thread thread;
  private boolean cancelled;

  /**
   * Creates the work.
   *
   * @param over told once when the step is over: null if it did what it was to do, a {@link
   *     CancellationException} if it was cancelled before that
   */
  Work(Runnable step, Consumer<@Nullable Throwable> over) {
    this.step = step;
    this.over = over;
  }

  @Override
  public void run() {
    Throwable failure = null;
    if (begin()) {
      try {
        step.run();
      } catch (Throwable t) {
        // an error too: whoever keeps the books must learn of every end
        failure = t;
      }
    }
    over.accept(end() ? cancellation(failure) : failure);
  }

  /** Interrupts the step, or keeps it from beginning. */
  synchronized void cancel() {
    cancelled = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private synchronized boolean begin() {
    if (!cancelled) {
      thread = Thread.currentThread();
    }
    return !cancelled;
  }

  /**
   * Returns whether it was cancelled; the thread goes back to the pool without our interruption.
   */
  private synchronized boolean end() {
    if (cancelled && thread != null) {
      boolean unused = Thread.interrupted();
    }
    thread = null;
    return cancelled;
  }

  private static CancellationException cancellation(@Nullable Throwable failure) {
    CancellationException cancellation = new CancellationException();
    if (failure != null) {
      cancellation.initCause(failure);
    }
    return cancellation;
  }
}
