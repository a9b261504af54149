package io.jcompose.runtime.image.archive;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Expands zstd; its library is native and is loaded when the first such stream is met. Windows of
 * up to 128 MiB are accepted, as by zstd(1) itself.
 */
final class ZstdStream extends FilterInputStream {
  private ZstdStream(InputStream expanded) {
    super(expanded);
  }

  static InputStream open(InputStream compressed) throws IOException {
    try {
      return new ZstdStream(new ZstdInputStreamNoFinalizer(compressed));
    } catch (LinkageError e) {
      throw new RuntimeFailure(
          "the library that expands zstd cannot be loaded: " + e.getMessage(),
          "set TMPDIR to a directory from which programs may be run, or save the image with gzip"
              + " layers",
          e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (ZstdIOException e) {
      // told like damaged gzip, so that nobody else needs the library's own type
      throw (ZipException) new ZipException(e.getMessage()).initCause(e);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(count, 64 * 1024)];
    return Math.max(0, read(buffer, 0, buffer.length));
  }
}
