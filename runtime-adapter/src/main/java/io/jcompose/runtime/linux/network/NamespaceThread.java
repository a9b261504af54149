package io.jcompose.runtime.linux.network;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs work on a thread made for it that ends with it. Entering a namespace moves one thread only;
 * a pooled thread would carry the namespace into somebody else's task.
 */
final class NamespaceThread {
  private NamespaceThread() {}

  /** Returns what {@code work} returns, or throws what it throws. */
  static <T> T call(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "network-namespace");
    thread.start();
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
