package io.jcompose.runtime.image.archive;

import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.document.LayerFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How a stream is compressed, told by its first bytes; file names and media types may lie. */
enum Compression {
  NONE(""),
  GZIP("\u001f\u008b"),
  ZSTD("(\u00b5/\u00fd"),
  XZ("\u00fd7zXZ\u0000"),
  BZIP2("BZh");

  private static final int LONGEST_MARK = 6;
  private final String mark;

  /** Creates a kind whose streams begin with these characters, one byte each. */
  Compression(String mark) {
    this.mark = mark;
  }

  /** Returns how the stream is compressed, which stays where it is. */
  static Compression of(BufferedInputStream in) throws IOException {
    in.mark(LONGEST_MARK);
    String start = new String(in.readNBytes(LONGEST_MARK), StandardCharsets.ISO_8859_1);
    in.reset();
    for (Compression compression : values()) {
      if (compression != NONE && start.startsWith(compression.mark)) {
        return compression;
      }
    }
    return NONE;
  }

  /**
   * Returns how manifests call it.
   *
   * @throws IllegalStateException if it is not read here, and no layer was made of it
   */
  LayerFormat format() {
    return switch (this) {
      case NONE -> LayerFormat.PLAIN;
      case GZIP -> LayerFormat.GZIP;
      case ZSTD -> LayerFormat.ZSTD;
      case XZ, BZIP2 -> throw new IllegalStateException("not a format of layers: " + this);
    };
  }

  /**
   * Returns what is in the stream.
   *
   * @param what is compressed, for messages
   * @throws UnusableImageException if it is compressed in a way that is not read here
   */
  InputStream expand(InputStream in, ImageLimits limits, String what) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> ExpandingStream.gzip(in, limits, what);
      case ZSTD -> ExpandingStream.zstd(in, limits, what);
      case XZ, BZIP2 ->
          throw UnusableImageException.compressed(
              what + " is compressed with " + name().toLowerCase(Locale.ROOT));
    };
  }
}
