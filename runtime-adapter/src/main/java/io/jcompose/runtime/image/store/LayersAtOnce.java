package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.store.CatalogueText.LayerNote;
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

/** Unpacks several layers at the same time: expanding and hashing take a processor each. */
final class LayersAtOnce {
  /** More would need more memory, and wait for the disk. */
  private static final int MOST_UNPACKED = 3;

  /** More would only share the line among them. */
  private static final int MOST_FETCHED = 3;

  private LayersAtOnce() {}

  /** Unpacks one layer. */
  @FunctionalInterface
  interface Unpacking<T> {
    LayerNote unpack(T layer) throws IOException;
  }

  /** Does as {@link #unpack} for layers that come over the network, which takes no processor. */
  static <T> Map<Digest, LayerNote> fetch(Map<Digest, T> layers, Unpacking<T> fetching)
      throws IOException {
    return run(MOST_FETCHED, layers, fetching);
  }

  /**
   * Unpacks all layers; returns once none is being unpacked any more. The first that fails ends the
   * others.
   *
   * @return what is known of each
   */
  static <T> Map<Digest, LayerNote> unpack(Map<Digest, T> layers, Unpacking<T> unpacking)
      throws IOException {
    int most = Math.min(MOST_UNPACKED, Runtime.getRuntime().availableProcessors());
    return run(most, layers, unpacking);
  }

  private static <T> Map<Digest, LayerNote> run(
      int most, Map<Digest, T> layers, Unpacking<T> unpacking) throws IOException {
    Map<Digest, LayerNote> notes = new LinkedHashMap<>();
    if (layers.isEmpty()) {
      return notes;
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(most, layers.size()), work -> new Thread(work, "unpack-layer"));
    try {
      CompletionService<Unpacked> done = new ExecutorCompletionService<>(threads);
      layers.forEach(
          (digest, layer) -> done.submit(() -> new Unpacked(digest, unpacking.unpack(layer))));
      for (int i = 0; i < layers.size(); i++) {
        Unpacked next = done.take().get();
        notes.put(next.digest(), next.note());
      }
      return notes;
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

  private record Unpacked(Digest digest, LayerNote note) {}

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
