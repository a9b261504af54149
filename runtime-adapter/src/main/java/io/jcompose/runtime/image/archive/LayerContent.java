package io.jcompose.runtime.image.archive;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.document.LayerBlob;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The bytes of one layer on their way to being unpacked. What has been read is to be trusted only
 * after {@link #verify}.
 */
public final class LayerContent implements Closeable {
  private static final int BUFFER = 64 * 1024;
  private final ArchivedLayer layer;
  private final Compression compression;
  private final VerifyingStream stored;
  private final VerifyingStream expanded;

  private LayerContent(
      ArchivedLayer layer,
      Compression compression,
      VerifyingStream stored,
      VerifyingStream expanded) {
    this.layer = layer;
    this.compression = compression;
    this.stored = stored;
    this.expanded = expanded;
  }

  /**
   * Returns the layer whose bytes come from {@code in}, compressed or not.
   *
   * @param in closed with this
   */
  public static LayerContent of(ArchivedLayer layer, InputStream in, ImageLimits limits)
      throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    Compression compression = Compression.of(buffered);
    VerifyingStream stored = new VerifyingStream(buffered);
    // taking the digest of what is not compressed twice would cost a tenth of a load
    VerifyingStream expanded =
        compression == Compression.NONE
            ? stored
            : new VerifyingStream(compression.expand(stored, limits, "layer " + layer.digest()));
    return new LayerContent(layer, compression, stored, expanded);
  }

  /** Returns the layer as an uncompressed tar archive. */
  public InputStream tar() {
    return expanded;
  }

  /**
   * Reads to the end and makes sure that the layer is what its names say it is.
   *
   * @return the blob that it was read from, as it was seen, whatever a manifest says of it
   * @throws io.jcompose.runtime.image.UnusableImageException if it is not
   */
  public LayerBlob verify() throws IOException {
    Digest actual = expanded.verify(layer.digest(), "layer " + layer.digest());
    if (stored != expanded) {
      actual = stored.finish();
    }
    Optional<Digest> blob = layer.blob();
    if (blob.isPresent()) {
      VerifyingStream.compare(actual, blob.get(), "blob " + blob.get());
    }
    return new LayerBlob(compression.format(), actual, stored.length());
  }

  @Override
  public void close() throws IOException {
    expanded.close();
  }
}
