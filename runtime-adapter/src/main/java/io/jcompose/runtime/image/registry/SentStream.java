package io.jcompose.runtime.image.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is read through it is being sent, by a thread of the HTTP client's. Remembers when that last
 * went on, and whether the source failed rather than the connection.
 */
final class SentStream extends FilterInputStream {
  private volatile long moved = System.nanoTime();
  private volatile @Nullable IOException failure;

  SentStream(InputStream source) {
    super(source);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    moved = System.nanoTime();
    try {
      return in.read(target, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    } finally {
      moved = System.nanoTime();
    }
  }

  /** Returns the {@link System#nanoTime()} of the last read. */
  long moved() {
    return moved;
  }

  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }
}
