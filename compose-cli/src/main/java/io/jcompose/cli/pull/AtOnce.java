package io.jcompose.cli.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks something of several images at once. */
final class AtOnce {
  private static final int MOST = 4;

  private AtOnce() {}

  /**
   * Returns what {@code work}, which does not throw, makes of each, in order.
   *
   * @throws InterruptedException if the calling thread is interrupted; what is being worked on is
   *     broken off
   */
  static <T, R> List<R> each(List<T> all, Function<T, R> work) throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            MOST,
            task -> {
              Thread thread = new Thread(task, "image-pull");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<R>> begun = new ArrayList<>();
      for (T one : all) {
        begun.add(threads.submit(() -> work.apply(one)));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> each : begun) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking registries broke", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
