package io.jcompose.runtime.image.document;

import java.util.Optional;

/** How a layer's archive is compressed in the blob that a registry keeps of it. */
public enum LayerFormat {
  PLAIN("application/vnd.oci.image.layer.v1.tar"),
  GZIP("application/vnd.oci.image.layer.v1.tar+gzip"),
  ZSTD("application/vnd.oci.image.layer.v1.tar+zstd");

  private final String mediaType;

  LayerFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Returns what OCI calls such a layer. */
  public String mediaType() {
    return mediaType;
  }

  /** Returns the format that a media type of OCI or Docker names; empty if it is none of them. */
  static Optional<LayerFormat> named(String mediaType) {
    if (mediaType.endsWith(".tar")) {
      return Optional.of(PLAIN);
    }
    if (mediaType.endsWith(".tar+gzip") || mediaType.endsWith(".tar.gzip")) {
      return Optional.of(GZIP);
    }
    return mediaType.endsWith(".tar+zstd") || mediaType.endsWith(".tar.zstd")
        ? Optional.of(ZSTD)
        : Optional.empty();
  }
}
