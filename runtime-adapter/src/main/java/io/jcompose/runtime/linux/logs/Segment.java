package io.jcompose.runtime.linux.logs;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * One segment, open for reading. It stays readable when it is removed. Belongs to one thread.
 *
 * <p>Offsets are those in all that a stream has ever carried: they go on from segment to segment.
 * The index of every segment but the first begins with an empty piece of each stream, which says at
 * which offset the segment's file begins.
 */
final class Segment implements AutoCloseable {
  /** How many entries stand before the first piece, in all segments but the first. */
  static final int HEADER_ENTRIES = 2;

  private final long number;
  private final Index index;
  private final Both<RandomAccessFile> files;
  private final Both<Long> bases;

  private Segment(long number, Index index, Both<RandomAccessFile> files, Both<Long> bases) {
    this.number = number;
    this.index = index;
    this.files = files;
    this.bases = bases;
  }

  /**
   * Opens a segment.
   *
   * @throws java.io.FileNotFoundException if it is gone
   */
  static Segment open(SegmentFiles files) throws IOException {
    Index index = Index.openForReading(files.index());
    try {
      RandomAccessFile stdout = open(files, Stream.STDOUT);
      try {
        RandomAccessFile stderr = open(files, Stream.STDERR);
        return new Segment(
            files.number(), index, new Both<>(stdout, stderr), bases(files.number(), index));
      } catch (IOException | RuntimeException e) {
        stdout.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      index.close();
      throw e;
    }
  }

  private static RandomAccessFile open(SegmentFiles files, Stream stream) throws IOException {
    return new RandomAccessFile(files.bytes(stream).toFile(), "r");
  }

  /** Returns the offsets of the first bytes of a segment's files. */
  static Both<Long> bases(long number, Index index) throws IOException {
    return number == 0 || index.count() < HEADER_ENTRIES
        ? new Both<>(0L, 0L)
        : new Both<>(index.get(0).offset(), index.get(1).offset());
  }

  long number() {
    return number;
  }

  /** Returns how many whole entries the index has now. */
  long count() throws IOException {
    return index.count();
  }

  IndexEntry get(long entry) throws IOException {
    return index.get(entry);
  }

  /**
   * Returns the offset behind the last byte of a piece that is there: a power failure may take
   * bytes whose entry it leaves.
   */
  long limit(IndexEntry piece, Stream stream) throws IOException {
    return Math.min(piece.limit(), bases.of(stream) + files.of(stream).length());
  }

  /** Reads bytes that are there. */
  void read(Stream stream, long offset, byte[] into, int length) throws IOException {
    RandomAccessFile file = files.of(stream);
    file.seek(offset - bases.of(stream));
    file.readFully(into, 0, length);
  }

  @Override
  public void close() throws IOException {
    index.close();
    for (RandomAccessFile file : files.all()) {
      file.close();
    }
  }
}
