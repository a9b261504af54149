package io.jcompose.runtime.host;

/** Waiting for threads of our own. */
public final class Threads {
  private Threads() {}

  /**
   * Returns once {@code thread} has ended. Interrupting the caller does not end the wait early; its
   * interrupt flag is set afterwards.
   */
  public static void awaitEnd(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
