package io.jcompose.runtime.image;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import org.jspecify.annotations.Nullable;

/**
 * An image, or an archive of images, cannot be taken in: it is damaged, not of a kind that is
 * understood, larger than allowed, or it tries to leave its own directory. Nothing of it was kept.
 */
public final class UnusableImageException extends RuntimeFailure {
  private static final long serialVersionUID = 1;

  private UnusableImageException(String message, String hint, @Nullable Throwable cause) {
    super(message, hint, cause);
  }

  /** Creates the failure of content that is not what its maker wrote. */
  public static UnusableImageException damaged(String message) {
    return new UnusableImageException(
        message, "make the archive again, for example with 'docker save -o FILE IMAGE'", null);
  }

  /** Creates the failure of content that is well-formed but not understood here. */
  public static UnusableImageException unsupported(String message) {
    return new UnusableImageException(
        message,
        "save the image as a 'docker save' archive or an OCI image layout with plain, gzip or zstd"
            + " layers",
        null);
  }

  /** Creates the failure of content that is compressed in a way that is not read here. */
  public static UnusableImageException compressed(String message) {
    return new UnusableImageException(
        message + ", which is not read here",
        "expand the archive first, or save the image with gzip or zstd layers, for example with"
            + " 'skopeo copy --dest-compress-format gzip'",
        null);
  }

  /** Creates the failure of an image that was built for other machines only. */
  public static UnusableImageException otherPlatform(String message) {
    return new UnusableImageException(
        message, "save the image again with '--platform' and the platform of this machine", null);
  }

  /** Creates the failure of content that would write outside its own directory. */
  public static UnusableImageException unsafe(String message) {
    return new UnusableImageException(
        message, "do not use this image: ask whoever built it why it holds such an entry", null);
  }

  /** Creates the failure of content that is larger than {@link ImageLimits} allow. */
  public static UnusableImageException tooLarge(String message) {
    return new UnusableImageException(
        message, "use a smaller image: the limits guard against archives made to fill disks", null);
  }

  /** Returns the same failure with what was being done in front of its message. */
  public UnusableImageException during(String what) {
    return new UnusableImageException(what + ": " + getMessage(), hint(), this);
  }
}
