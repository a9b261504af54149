package io.jcompose.runtime.image.document;

import io.jcompose.runtime.image.Digest;
import java.util.Optional;

/**
 * A layer as a registry keeps it.
 *
 * @param digest of the blob, compressed or not
 * @param size of the blob in bytes
 */
public record LayerBlob(LayerFormat format, Digest digest, long size) {
  /** Returns the blob that a manifest tells of; empty if it does not say how it is compressed. */
  public static Optional<LayerBlob> of(Descriptor layer) {
    return layer
        .mediaType()
        .flatMap(LayerFormat::named)
        .map(format -> new LayerBlob(format, layer.digest(), layer.size()));
  }
}
