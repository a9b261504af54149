package io.jcompose.cli.pull;

import io.jcompose.cli.output.TransferDisplay;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.List;
import java.util.Optional;

/** Fetches images, several at once. */
public final class ImagePulls {
  private final Images images;
  private final TransferDisplay display;

  /**
   * Creates a fetcher.
   *
   * @param display told by several threads how it goes
   */
  public ImagePulls(Images images, TransferDisplay display) {
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
    return AtOnce.each(wanted, this::pull).stream().flatMap(Optional::stream).toList();
  }

  private Optional<Failure> pull(NeededImage needed) {
    String subject = "Image " + needed.image();
    display.began(subject);
    try {
      images.pull(
          needed.image(),
          needed.platform(),
          (part, done, total) -> display.at(subject, part, done, total));
      display.succeeded(subject);
      return Optional.empty();
    } catch (RuntimeFailure e) {
      display.failed(subject);
      return Optional.of(new Failure(needed, e));
    }
  }
}
