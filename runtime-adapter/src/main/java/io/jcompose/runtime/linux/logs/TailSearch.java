package io.jcompose.runtime.linux.logs;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Finds a place near the end of a log, going backwards, so that the last lines of a log of any size
 * are found at once.
 */
final class TailSearch {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final Index index;
  private final Both<RandomAccessFile> files;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  TailSearch(Index index, Both<RandomAccessFile> files) {
    this.index = index;
    this.files = files;
  }

  /**
   * Returns a place before the last {@code lines} lines, at the start of a line of each stream. It
   * may be further back than needed: the ends of runs may end lines, too, and are not counted.
   */
  LogPosition before(int lines) throws IOException {
    long entry = index.count();
    long found = 0;
    while (entry > 0 && found < lines) {
      entry--;
      IndexEntry piece = index.get(entry);
      for (Stream stream : Stream.values()) {
        if (piece.isPieceOf(stream)) {
          found += lineFeeds(stream, piece.offset(), piece.limit());
        }
      }
    }
    Place stdout = startOfLine(Stream.STDOUT, entry);
    Place stderr = startOfLine(Stream.STDERR, entry);
    return new LogPosition(
        Math.min(stdout.entry(), stderr.entry()), new Both<>(stdout.offset(), stderr.offset()));
  }

  /** An offset in a stream's file, and the first entry that is needed to read on from there. */
  private record Place(long entry, long offset) {}

  /** Returns where the line begins that goes on in entry {@code before}, or begins there. */
  private Place startOfLine(Stream stream, long before) throws IOException {
    long entry = before;
    long start = -1;
    long needed = before;
    while (entry > 0) {
      entry--;
      IndexEntry piece = index.get(entry);
      if (piece.kind() == IndexEntry.Kind.END) {
        return new Place(needed, Math.max(start, 0));
      }
      if (piece.isPieceOf(stream)) {
        long lineFeed = lastLineFeed(stream, piece.offset(), piece.limit());
        if (lineFeed >= 0) {
          return lineFeed + 1 == piece.limit()
              ? new Place(needed, lineFeed + 1)
              : new Place(entry, lineFeed + 1);
        }
        start = piece.offset();
        needed = entry;
      }
    }
    return new Place(needed, Math.max(start, 0));
  }

  private long lineFeeds(Stream stream, long from, long end) throws IOException {
    RandomAccessFile file = files.of(stream);
    long limit = Math.min(end, file.length());
    long found = 0;
    file.seek(from);
    for (long at = from; at < limit; at += chunk.length) {
      int length = (int) Math.min(limit - at, chunk.length);
      file.readFully(chunk, 0, length);
      for (int i = 0; i < length; i++) {
        if (chunk[i] == '\n') {
          found++;
        }
      }
    }
    return found;
  }

  /** Returns the offset of the last line feed in a piece, or -1. */
  private long lastLineFeed(Stream stream, long from, long end) throws IOException {
    RandomAccessFile file = files.of(stream);
    long at = Math.min(end, file.length());
    while (at > from) {
      int length = (int) Math.min(at - from, chunk.length);
      at -= length;
      file.seek(at);
      file.readFully(chunk, 0, length);
      for (int i = length - 1; i >= 0; i--) {
        if (chunk[i] == '\n') {
          return at + i;
        }
      }
    }
    return -1;
  }
}
