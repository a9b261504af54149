package io.jcompose.runtime.image.document;

import io.jcompose.runtime.image.UnusableImageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one image consists of.
 *
 * @param mediaType what the document is; OCI's where it does not say so, as only OCI allows
 * @param layers the lowest first
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/manifest.md">image
 *     specification, manifest</a>
 */
public record ManifestDocument(
    String mediaType, Descriptor configuration, List<Descriptor> layers) {
  private static final Set<String> MANIFESTS =
      Set.of(
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json");
  private static final Set<String> CONFIGURATIONS =
      Set.of(
          "application/vnd.oci.image.config.v1+json",
          "application/vnd.docker.container.image.v1+json");
  private static final Set<String> LAYERS =
      Set.of(
          "application/vnd.oci.image.layer.v1.tar",
          "application/vnd.oci.image.layer.v1.tar+gzip",
          "application/vnd.oci.image.layer.nondistributable.v1.tar",
          "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
          "application/vnd.docker.image.rootfs.diff.tar",
          "application/vnd.docker.image.rootfs.diff.tar.gzip",
          "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
          "application/vnd.oci.image.layer.v1.tar+zstd",
          "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd",
          "application/vnd.docker.image.rootfs.diff.tar.zstd");

  public ManifestDocument {
    layers = List.copyOf(layers);
  }

  /** Reads a manifest; what it points to must be of kinds that are understood. */
  public static ManifestDocument parse(byte[] content) {
    JsonDocument document = JsonDocument.parse(content, "the image manifest");
    Optional<String> mediaType = document.member("mediaType").text();
    known(mediaType, MANIFESTS, "the manifest");
    Descriptor configuration = Descriptor.of(document.member("config"));
    known(configuration.mediaType(), CONFIGURATIONS, "the image configuration");
    List<Descriptor> layers =
        document.member("layers").elements().stream().map(Descriptor::of).toList();
    for (Descriptor layer : layers) {
      known(layer.mediaType(), LAYERS, "layer " + layer.digest());
    }
    return new ManifestDocument(mediaType.orElse(LayoutDocuments.MANIFEST), configuration, layers);
  }

  private static void known(Optional<String> mediaType, Set<String> types, String what) {
    if (mediaType.filter(type -> !types.contains(type)).isPresent()) {
      throw UnusableImageException.unsupported(
          what + " is of the unknown media type '" + mediaType.get() + "'");
    }
  }
}
