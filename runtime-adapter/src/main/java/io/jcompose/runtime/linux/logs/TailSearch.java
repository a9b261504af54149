package io.jcompose.runtime.linux.logs;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds a place near the end of a log, going backwards, so that the last lines of a log of any size
 * are found at once.
 */
final class TailSearch {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final OpenSegments segments;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  TailSearch(OpenSegments segments) {
    this.segments = segments;
  }

  /**
   * Returns a place before the last {@code lines} lines, at the start of a line of each stream. It
   * may be further back than needed: the ends of runs may end lines, too, and are not counted.
   *
   * @param until what arrived later is not counted
   * @return empty if there is no log
   */
  Optional<LogPosition> before(int lines, Optional<Instant> until) throws IOException {
    Optional<BackwardCursor> end = BackwardCursor.atEnd(segments);
    if (end.isEmpty()) {
      return Optional.empty();
    }
    BackwardCursor cursor = end.get();
    long found = 0;
    while (found < lines && cursor.back()) {
      IndexEntry piece = cursor.get();
      if (until.filter(piece.at()::isAfter).isEmpty()) {
        found += lineFeeds(cursor.segment(), piece);
      }
    }
    Place stdout = startOfLine(Stream.STDOUT, cursor);
    Place stderr = startOfLine(Stream.STDERR, cursor);
    Place first = stdout.from().isBefore(stderr.from()) ? stdout : stderr;
    return Optional.of(first.from().position(new Both<>(stdout.offset(), stderr.offset())));
  }

  /** An offset in a stream, and the first entry that is needed to read on from there. */
  private record Place(BackwardCursor from, long offset) {}

  /** Returns where the line begins that goes on in the entry {@code before}, or begins there. */
  private Place startOfLine(Stream stream, BackwardCursor before) throws IOException {
    BackwardCursor cursor = before.copy();
    BackwardCursor needed = before.copy();
    long start = 0;
    while (cursor.back()) {
      IndexEntry piece = cursor.get();
      if (piece.kind() == IndexEntry.Kind.END) {
        return new Place(needed, start);
      }
      if (piece.isPieceOf(stream)) {
        long lineFeed = lastLineFeed(stream, cursor.segment(), piece);
        if (lineFeed >= 0) {
          boolean last = lineFeed + 1 == piece.limit();
          return new Place(last ? needed : cursor, lineFeed + 1);
        }
        start = piece.offset();
        needed = cursor.copy();
      }
    }
    return new Place(needed, start);
  }

  private long lineFeeds(Segment segment, IndexEntry piece) throws IOException {
    long found = 0;
    for (Stream stream : Stream.values()) {
      if (piece.isPieceOf(stream)) {
        long limit = segment.limit(piece, stream);
        for (long at = piece.offset(); at < limit; at += chunk.length) {
          int length = (int) Math.min(limit - at, chunk.length);
          segment.read(stream, at, chunk, length);
          for (int i = 0; i < length; i++) {
            if (chunk[i] == '\n') {
              found++;
            }
          }
        }
      }
    }
    return found;
  }

  /** Returns the offset of the last line feed in a piece, or -1. */
  private long lastLineFeed(Stream stream, Segment segment, IndexEntry piece) throws IOException {
    long at = segment.limit(piece, stream);
    while (at > piece.offset()) {
      int length = (int) Math.min(at - piece.offset(), chunk.length);
      at -= length;
      segment.read(stream, at, chunk, length);
      for (int i = length - 1; i >= 0; i--) {
        if (chunk[i] == '\n') {
          return at + i;
        }
      }
    }
    return -1;
  }
}
