package io.jcompose.cli.command;

import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.Images.Image;
import java.util.function.Supplier;

/** Names images by what they hold, as far as they are on this host. */
final class ImageDigests {
  private final Supplier<ContainerRuntime> runtime;

  ImageDigests(Supplier<ContainerRuntime> runtime) {
    this.runtime = runtime;
  }

  /**
   * Returns {@code written} with the digest of the image that it means here. A directory of the
   * host has none, and a reference with a digest is returned as it is.
   *
   * @throws CommandFailure if that image is not on this host, or {@code written} is no reference
   */
  String pinned(String written) {
    ImageReference reference = reference(written);
    if (reference.rootfs().isPresent() || written.contains("@")) {
      return written;
    }
    Image image =
        runtime
            .get()
            .images()
            .find(reference)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "cannot name image '"
                            + written
                            + "' by its digest: it is not on this host, and asking registries comes"
                            + " with a later release",
                        "load it with 'jcompose load -i FILE', or write its digest into the file"));
    return written + "@" + image.manifest().orElse(image.id());
  }

  private static ImageReference reference(String written) {
    if (written.contains("$")) {
      throw new CommandFailure(
          "cannot name image '" + written + "' by its digest: it has a variable in it",
          "leave out --no-interpolate");
    }
    try {
      return new ImageReference(written);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "cannot name an image by its digest: " + e.getMessage(),
          "correct the image's name in the file",
          e);
    }
  }
}
