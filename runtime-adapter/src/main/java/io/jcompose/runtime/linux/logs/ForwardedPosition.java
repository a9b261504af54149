package io.jcompose.runtime.linux.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * How far a log has been passed on, kept beside it: two offsets, written in place in one system
 * call after each line, so that a kill leaves the old or the new ones.
 */
final class ForwardedPosition implements AutoCloseable {
  private static final int BYTES = 2 * Long.BYTES;

  private final RandomAccessFile file;
  private Both<Long> offsets;

  private ForwardedPosition(RandomAccessFile file, Both<Long> offsets) {
    this.file = file;
    this.offsets = offsets;
  }

  static ForwardedPosition open(Path directory) throws IOException {
    var file = new RandomAccessFile(directory.resolve("forwarded").toFile(), "rw");
    byte[] bytes = new byte[BYTES];
    if (file.length() >= BYTES) {
      file.readFully(bytes);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new ForwardedPosition(file, new Both<>(in.getLong(), in.getLong()));
  }

  /** Returns the offsets of the first bytes that have not been passed on. */
  Both<Long> offsets() {
    return offsets;
  }

  void advance(Stream stream, long limit) throws IOException {
    offsets =
        stream == Stream.STDOUT
            ? new Both<>(limit, offsets.stderr())
            : new Both<>(offsets.stdout(), limit);
    file.seek(0);
    file.write(
        ByteBuffer.allocate(BYTES).putLong(offsets.stdout()).putLong(offsets.stderr()).array());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
