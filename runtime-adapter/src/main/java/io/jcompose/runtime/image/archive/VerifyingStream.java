package io.jcompose.runtime.image.archive;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.UnusableImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;

/** Takes the digest and the length of all that is read through it. */
final class VerifyingStream extends DigestInputStream {
  private static final int BUFFER = 64 * 1024;
  private long length;

  VerifyingStream(InputStream in) {
    super(in, Digest.sha256());
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    length += read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int read = super.read(bytes, offset, count);
    length += Math.max(0, read);
    return read;
  }

  /** Returns how many bytes were read. */
  long length() {
    return length;
  }

  /** A skipped byte counts for the digest like a read one. */
  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(count, BUFFER)];
    return Math.max(0, read(buffer, 0, buffer.length));
  }

  /** Reads what is left, and returns the digest of all; may be called once. */
  Digest finish() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    return Digest.ofFinished(getMessageDigest().digest());
  }

  /** Does as {@link #finish}, and compares. */
  Digest verify(Digest expected, String what) throws IOException {
    Digest actual = finish();
    compare(actual, expected, what);
    return actual;
  }

  /**
   * Makes sure that content is what it is said to be.
   *
   * @throws UnusableImageException if it is not
   */
  static void compare(Digest actual, Digest expected, String what) {
    if (!actual.equals(expected)) {
      throw UnusableImageException.damaged(
          what + " has the digest " + actual + " instead of " + expected);
    }
  }
}
