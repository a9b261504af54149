package io.jcompose.scheduler.ready;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps an eye on one project's containers: notices when they end, probes their health, starts
 * again what its restart policy wants started.
 *
 * <p>Safe to use from several threads.
 */
public final class Supervision implements AutoCloseable {
  /**
   * Returns a stage that completes once nothing of the project runs or is about to be started
   * again; at once if that is so now. Every call returns a new stage.
   */
  public CompletionStage<Void> ended() {
    return new CompletableFuture<>();
  }

  /** Stops watching. Containers run on. A second call does nothing. */
  @Override
  public void close() {}
}
