package io.jcompose.runtime.image;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import org.jspecify.annotations.Nullable;

/**
 * An image, or an archive of images, cannot be taken in: it is damaged, not of a kind that is
 * understood, larger than allowed, or it tries to leave its own directory. Nothing of it was kept.
 *
 * <p>The hint is for somebody who has an archive, until {@link #during} says where it came from.
 */
public final class UnusableImageException extends RuntimeFailure {
  private static final long serialVersionUID = 1;
  private static final String UNSAFE =
      "do not use this image: ask whoever built it why it holds such an entry";
  private static final String TOO_LARGE =
      "use a smaller image: the limits guard against archives made to fill disks";

  private final Kind kind;

  /** Where an image comes from: what helps is another thing. */
  public enum Source {
    /** A file or directory that somebody made. */
    ARCHIVE,
    /** A registry that somebody pushed it to. */
    REGISTRY
  }

  private enum Kind {
    DAMAGED(
        "make the archive again, for example with 'docker save -o FILE IMAGE'",
        "pull it again; if it is the same then, ask whoever pushed the image to push it again"),
    UNSUPPORTED(
        "save the image as a 'docker save' archive or an OCI image layout with plain, gzip or zstd"
            + " layers",
        "ask whoever pushed the image to push it as an OCI image with plain, gzip or zstd layers"),
    COMPRESSED(
        "expand the archive first, or save the image with gzip or zstd layers, for example with"
            + " 'skopeo copy --dest-compress-format gzip'",
        "ask whoever pushed the image to push it with gzip or zstd layers, for example with"
            + " 'skopeo copy --dest-compress-format gzip'"),
    OTHER_PLATFORM(
        "save the image again with '--platform' and the platform of this machine",
        "name one of its platforms with 'platform:' or '--platform', or use another image"),
    UNSAFE(UnusableImageException.UNSAFE, UnusableImageException.UNSAFE),
    TOO_LARGE(UnusableImageException.TOO_LARGE, UnusableImageException.TOO_LARGE);

    private final String archiveHint;
    private final String registryHint;

    Kind(String archiveHint, String registryHint) {
      this.archiveHint = archiveHint;
      this.registryHint = registryHint;
    }

    String hint(Source source) {
      return source == Source.ARCHIVE ? archiveHint : registryHint;
    }
  }

  private UnusableImageException(
      Kind kind, Source source, String message, @Nullable Throwable cause) {
    super(message, kind.hint(source), cause);
    this.kind = kind;
  }

  private static UnusableImageException of(Kind kind, String message) {
    return new UnusableImageException(kind, Source.ARCHIVE, message, null);
  }

  /** Creates the failure of content that is not what its maker wrote. */
  public static UnusableImageException damaged(String message) {
    return of(Kind.DAMAGED, message);
  }

  /** Creates the failure of content that is well-formed but not understood here. */
  public static UnusableImageException unsupported(String message) {
    return of(Kind.UNSUPPORTED, message);
  }

  /** Creates the failure of content that is compressed in a way that is not read here. */
  public static UnusableImageException compressed(String message) {
    return of(Kind.COMPRESSED, message + ", which is not read here");
  }

  /** Creates the failure of an image that was built for other machines only. */
  public static UnusableImageException otherPlatform(String message) {
    return of(Kind.OTHER_PLATFORM, message);
  }

  /** Creates the failure of content that would write outside its own directory. */
  public static UnusableImageException unsafe(String message) {
    return of(Kind.UNSAFE, message);
  }

  /** Creates the failure of content that is larger than {@link ImageLimits} allow. */
  public static UnusableImageException tooLarge(String message) {
    return of(Kind.TOO_LARGE, message);
  }

  /**
   * Returns the same failure with what was being done in front of its message, and with a hint for
   * who has the image from there.
   */
  public UnusableImageException during(String what, Source source) {
    return new UnusableImageException(kind, source, what + ": " + getMessage(), this);
  }
}
