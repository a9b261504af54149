package io.jcompose.runtime.image.archive;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.UnusableImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;

/** Takes the digest of all that is read through it. */
final class VerifyingStream extends DigestInputStream {
  private static final int BUFFER = 64 * 1024;

  VerifyingStream(InputStream in) {
    super(in, Digest.sha256());
  }

  /** A skipped byte counts for the digest like a read one. */
  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(count, BUFFER)];
    return Math.max(0, read(buffer, 0, buffer.length));
  }

  /** Reads what is left and compares; may be called once. */
  void verify(Digest expected, String what) throws IOException {
    transferTo(OutputStream.nullOutputStream());
    Digest actual = Digest.ofFinished(getMessageDigest().digest());
    if (!actual.equals(expected)) {
      throw UnusableImageException.damaged(
          what + " has the digest " + actual + " instead of " + expected);
    }
  }
}
