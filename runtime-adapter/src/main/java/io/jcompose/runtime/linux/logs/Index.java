package io.jcompose.runtime.linux.logs;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * The index of one log, open for reading or for appending. Belongs to one thread at a time.
 *
 * <p>Not a channel: a channel closes when its thread is interrupted, and an interrupted reader goes
 * on reading.
 */
final class Index implements AutoCloseable {
  private final Path path;
  private final RandomAccessFile file;

  private Index(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  static Index openForReading(Path path) throws IOException {
    return new Index(path, new RandomAccessFile(path.toFile(), "r"));
  }

  /** Opens for appending; half an entry, left by a power failure, is cut off. */
  static Index openForAppending(Path path) throws IOException {
    var file = new RandomAccessFile(path.toFile(), "rw");
    var index = new Index(path, file);
    file.setLength(index.count() * IndexEntry.BYTES);
    return index;
  }

  /** Returns how many whole entries there are now. */
  long count() throws IOException {
    return file.length() / IndexEntry.BYTES;
  }

  IndexEntry get(long number) throws IOException {
    byte[] bytes = new byte[IndexEntry.BYTES];
    file.seek(number * IndexEntry.BYTES);
    file.readFully(bytes);
    try {
      return IndexEntry.decode(bytes);
    } catch (IllegalArgumentException e) {
      throw new RuntimeFailure(
          "cannot read " + path + ": entry " + number + " is damaged",
          "remove the container with 'jcompose down' and start it again with 'jcompose up'",
          e);
    }
  }

  /** Returns the offset behind the last byte of {@code stream} that has an entry. */
  long limit(Stream stream) throws IOException {
    for (long number = count() - 1; number >= 0; number--) {
      IndexEntry entry = get(number);
      if (entry.isPieceOf(stream)) {
        return entry.limit();
      }
    }
    return 0;
  }

  /** Returns whether nothing was written since the last run's end, or ever. */
  boolean endsWithEnd() throws IOException {
    long count = count();
    return count == 0 || get(count - 1).kind() == IndexEntry.Kind.END;
  }

  /** Appends an entry; only to be called on one that was opened for appending. */
  void append(IndexEntry entry) throws IOException {
    file.seek(file.length());
    file.write(entry.encode());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
