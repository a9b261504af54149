package io.jcompose.runtime.image.archive;

import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.UnusableImageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Expands what is compressed, and stops when far more comes out than goes in: a bomb. */
final class ExpandingStream extends FilterInputStream {
  private static final int BUFFER = 64 * 1024;
  private final Counted compressed;
  private final ImageLimits limits;
  private final String what;
  private long expanded;

  private ExpandingStream(
      InputStream expanded, Counted compressed, ImageLimits limits, String what) {
    super(expanded);
    this.compressed = compressed;
    this.limits = limits;
    this.what = what;
  }

  static ExpandingStream gzip(InputStream compressed, ImageLimits limits, String what)
      throws IOException {
    Counted counted = new Counted(compressed);
    return new ExpandingStream(new GZIPInputStream(counted, BUFFER), counted, limits, what);
  }

  static ExpandingStream zstd(InputStream compressed, ImageLimits limits, String what)
      throws IOException {
    Counted counted = new Counted(compressed);
    return new ExpandingStream(ZstdStream.open(counted), counted, limits, what);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    expanded += Math.max(0, count);
    if (expanded > limits.expansionGraceBytes()
        && expanded / limits.expansion() > compressed.count) {
      throw UnusableImageException.tooLarge(
          what
              + " expands to more than "
              + limits.expansion()
              + " times its size: "
              + expanded
              + " bytes out of "
              + compressed.count
              + " so far");
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(count, BUFFER)];
    return Math.max(0, read(buffer, 0, buffer.length));
  }

  /** How much went in. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
      long skipped = super.skip(wanted);
      count += skipped;
      return skipped;
    }
  }
}
