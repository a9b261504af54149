package io.jcompose.runtime.linux.namespace;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Door of the package: a thread for one piece of work, thrown away after it. What the work does to
 * its thread - namespaces, root, user, capabilities - never meets another piece of work.
 *
 * @param <T> what the work returns
 */
public final class FreshThread<T extends @Nullable Object> {
  private final CompletableFuture<T> result = new CompletableFuture<>();

  private FreshThread() {}

  /** Starts {@code work} on a thread of that name. */
  public static <T extends @Nullable Object> FreshThread<T> start(String name, Supplier<T> work) {
    FreshThread<T> fresh = new FreshThread<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                fresh.result.complete(work.get());
              } catch (Throwable t) {
                fresh.result.completeExceptionally(t);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return fresh;
  }

  /**
   * Waits for the work and returns its result, or throws what it threw. Interruption does not end
   * the wait: a half-made container must be finished or undone.
   */
  public T join() {
    try {
      return result.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  /** Waits for the work, however it ends. */
  public void await() {
    result.exceptionally(failure -> null).join();
  }
}
