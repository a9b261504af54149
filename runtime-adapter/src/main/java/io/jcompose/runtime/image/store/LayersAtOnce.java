package io.jcompose.runtime.image.store;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Works on several layers at the same time: expanding and hashing take a processor each. */
final class LayersAtOnce {
  /** More would need more memory, and wait for the disk. */
  private static final int MOST_UNPACKED = 3;

  /** More would only share the line among them. */
  private static final int MOST_TRANSFERRED = 3;

  private LayersAtOnce() {}

  /** What is to be done with one layer. */
  @FunctionalInterface
  interface Work<T, R> {
    R run(T layer) throws IOException;
  }

  /**
   * Does as {@link #unpack} for layers that come or go over the network, which takes no processor.
   */
  static <K, T, R> Map<K, R> transfer(Map<K, T> layers, Work<T, R> work) throws IOException {
    return run(MOST_TRANSFERRED, layers, work);
  }

  /**
   * Unpacks all layers; returns once none is being unpacked any more. The first that fails ends the
   * others.
   *
   * @return what came of each
   */
  static <K, T, R> Map<K, R> unpack(Map<K, T> layers, Work<T, R> work) throws IOException {
    int most = Math.min(MOST_UNPACKED, Runtime.getRuntime().availableProcessors());
    return run(most, layers, work);
  }

  private static <K, T, R> Map<K, R> run(int most, Map<K, T> layers, Work<T, R> work)
      throws IOException {
    Map<K, R> results = new LinkedHashMap<>();
    if (layers.isEmpty()) {
      return results;
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(most, layers.size()), task -> new Thread(task, "image-layer"));
    try {
      CompletionService<Map.Entry<K, R>> done = new ExecutorCompletionService<>(threads);
      layers.forEach((key, layer) -> done.submit(() -> Map.entry(key, work.run(layer))));
      for (int i = 0; i < layers.size(); i++) {
        Map.Entry<K, R> next = done.take().get();
        results.put(next.getKey(), next.getValue());
      }
      return results;
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RuntimeFailure("it was interrupted", "run the command again", e);
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
    }
  }

  private static RuntimeException failure(ExecutionException e) throws IOException {
    Throwable cause = e.getCause();
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof RuntimeException failure) {
      throw failure;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(cause);
  }

  /** Nobody may write into a staging directory that is removed next. */
  private static void awaitEnd(ExecutorService threads) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
