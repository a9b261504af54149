package io.jcompose.runtime.image.store;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Work on several threads, of which nothing goes on once it is over. */
final class AtOnce {
  private AtOnce() {}

  /**
   * Does all of {@code work}; the first failure breaks the rest off.
   *
   * @param most how many threads there are at most
   * @param name what they are called
   * @return the results as they came
   * @throws RuntimeFailure if it fails so, or the calling thread is interrupted
   */
  static <T> List<T> run(int most, String name, Collection<? extends Callable<T>> work)
      throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            most,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    try {
      CompletionService<T> completion = new ExecutorCompletionService<>(threads);
      work.forEach(completion::submit);
      List<T> results = new ArrayList<>();
      for (int i = 0; i < work.size(); i++) {
        results.add(completion.take().get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RuntimeFailure("interrupted", "run it again", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
    }
  }

  private static RuntimeException failure(@Nullable Throwable cause) throws IOException {
    if (cause instanceof IOException io) {
      throw io;
    }
    return cause instanceof RuntimeException failure
        ? failure
        : new IllegalStateException("a thread broke", cause);
  }

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
