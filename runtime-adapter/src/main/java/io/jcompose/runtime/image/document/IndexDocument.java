package io.jcompose.runtime.image.document;

import io.jcompose.runtime.image.UnusableImageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A list of manifests: of one image for several platforms, or of all images in a layout.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-index.md">image
 *     specification, index</a>
 */
public record IndexDocument(List<Descriptor> manifests) {
  private static final Set<String> MEDIA_TYPES =
      Set.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  public IndexDocument {
    manifests = List.copyOf(manifests);
  }

  /** Returns whether a descriptor points to an index rather than to a manifest. */
  public static boolean isIndex(Descriptor descriptor) {
    return descriptor.mediaType().filter(MEDIA_TYPES::contains).isPresent();
  }

  /** Returns whether a document says itself that it is an index rather than a manifest. */
  public static boolean isIndex(byte[] content) {
    JsonDocument document = JsonDocument.parse(content, "the image manifest");
    return document.member("mediaType").text().filter(MEDIA_TYPES::contains).isPresent()
        || !document.member("manifests").isNothing();
  }

  /** Reads an index. */
  public static IndexDocument parse(byte[] content) {
    return new IndexDocument(
        JsonDocument.parse(content, "the image index").member("manifests").elements().stream()
            .map(Descriptor::of)
            .toList());
  }

  /**
   * Returns the manifest of the image that runs on {@code here}. One that does not say what it is
   * for is taken if it is the only one.
   *
   * @throws UnusableImageException if there is none; the message lists the platforms there are
   */
  public Descriptor forPlatform(Platform here) {
    List<Descriptor> fitting =
        manifests.stream()
            .filter(manifest -> manifest.platform().filter(here::runs).isPresent())
            .toList();
    Optional<Descriptor> usual =
        fitting.stream()
            .filter(manifest -> manifest.platform().filter(Platform::isUsualVariant).isPresent())
            .findFirst();
    return usual
        .or(() -> fitting.stream().findFirst())
        .or(() -> manifests.size() == 1 ? unmarked(manifests.get(0)) : Optional.empty())
        .orElseThrow(() -> noneFits(here));
  }

  private static Optional<Descriptor> unmarked(Descriptor only) {
    return only.platform().isPresent() ? Optional.empty() : Optional.of(only);
  }

  private UnusableImageException noneFits(Platform here) {
    String offered =
        manifests.stream()
            .flatMap(manifest -> manifest.platform().stream())
            .map(Platform::toString)
            .distinct()
            .collect(Collectors.joining(", "));
    return UnusableImageException.otherPlatform(
        "the image is not for " + here + " but for " + (offered.isEmpty() ? "nothing" : offered));
  }
}
