package io.jcompose.cli.pull;

import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What registries say that names of images mean now. */
public final class ImageLookups {
  private final Map<ImageReference, ImageReference> found = new TreeMap<>();
  private final Map<ImageReference, RuntimeFailure> failures = new TreeMap<>();

  private ImageLookups() {}

  /**
   * Asks for images, several at once. One that fails does not keep the others away.
   *
   * @throws InterruptedException if the calling thread is interrupted; what is being asked is
   *     broken off
   */
  public static ImageLookups of(Set<ImageReference> wanted, Images images)
      throws InterruptedException {
    ImageLookups all = new ImageLookups();
    AtOnce.each(List.copyOf(wanted), image -> all.add(image, images));
    return all;
  }

  private boolean add(ImageReference image, Images images) {
    try {
      ImageReference exact = images.lookUp(image);
      synchronized (this) {
        found.put(image, exact);
      }
      return true;
    } catch (RuntimeFailure e) {
      synchronized (this) {
        failures.put(image, e);
      }
      return false;
    }
  }

  /** Returns an image with its digest; empty if it was not found. */
  public synchronized Optional<ImageReference> found(ImageReference image) {
    return Optional.ofNullable(found.get(image));
  }

  /** Returns why an image was not found; empty if it was. */
  public synchronized Optional<RuntimeFailure> failure(ImageReference image) {
    return Optional.ofNullable(failures.get(image));
  }
}
