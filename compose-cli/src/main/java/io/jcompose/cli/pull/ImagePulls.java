package io.jcompose.cli.pull;

import io.jcompose.cli.output.PullDisplay;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fetches images, several at once. */
public final class ImagePulls {
  private static final int AT_ONCE = 4;

  private final Images images;
  private final PullDisplay display;

  /**
   * Creates a fetcher.
   *
   * @param display told by several threads how it goes
   */
  public ImagePulls(Images images, PullDisplay display) {
    this.images = images;
    this.display = display;
  }

  /** An image that could not be fetched, and why. */
  public record Failure(NeededImage image, RuntimeFailure reason) {}

  /**
   * Fetches images, whatever their policies say. One that fails does not keep the others away.
   *
   * @return those that failed, in the order of {@code wanted}
   * @throws InterruptedException if the calling thread is interrupted; what is being fetched is
   *     broken off
   */
  public List<Failure> pull(List<NeededImage> wanted) throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            AT_ONCE,
            work -> {
              Thread thread = new Thread(work, "image-pull");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<Optional<Failure>>> begun = new ArrayList<>();
      for (NeededImage image : wanted) {
        begun.add(threads.submit(() -> pull(image)));
      }
      List<Failure> failures = new ArrayList<>();
      for (Future<Optional<Failure>> each : begun) {
        each.get().ifPresent(failures::add);
      }
      return failures;
    } catch (ExecutionException e) {
      throw new IllegalStateException("fetching broke", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Optional<Failure> pull(NeededImage needed) {
    display.began(needed.image());
    try {
      images.pull(
          needed.image(),
          needed.platform(),
          (part, done, total) -> display.at(needed.image(), part, done, total));
      display.succeeded(needed.image());
      return Optional.empty();
    } catch (RuntimeFailure e) {
      display.failed(needed.image());
      return Optional.of(new Failure(needed, e));
    }
  }
}
