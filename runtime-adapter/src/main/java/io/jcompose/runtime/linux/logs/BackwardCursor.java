package io.jcompose.runtime.linux.logs;

import java.io.IOException;
import java.util.Optional;

/** Goes back through the entries of a log, from segment to segment. */
final class BackwardCursor {
  private final OpenSegments segments;
  private Segment segment;
  private long entry;

  private BackwardCursor(OpenSegments segments, Segment segment, long entry) {
    this.segments = segments;
    this.segment = segment;
    this.entry = entry;
  }

  /** Returns one that stands behind the last entry; empty if there is no log. */
  static Optional<BackwardCursor> atEnd(OpenSegments segments) throws IOException {
    Optional<Segment> last = segments.before(Long.MAX_VALUE);
    return last.isEmpty()
        ? Optional.empty()
        : Optional.of(new BackwardCursor(segments, last.get(), last.get().count()));
  }

  BackwardCursor copy() {
    return new BackwardCursor(segments, segment, entry);
  }

  /** Goes to the entry before; returns whether there is one. */
  boolean back() throws IOException {
    while (entry == 0) {
      Optional<Segment> older = segments.before(segment.number());
      if (older.isEmpty()) {
        return false;
      }
      segment = older.get();
      entry = segment.count();
    }
    entry--;
    return true;
  }

  /** Returns the segment that it stands in. */
  Segment segment() {
    return segment;
  }

  /** Returns the entry that it stands at. */
  IndexEntry get() throws IOException {
    return segment.get(entry);
  }

  /** Returns the place from which the entry that it stands at is the next to be read. */
  LogPosition position(Both<Long> offsets) {
    return new LogPosition(segment.number(), entry, offsets);
  }

  boolean isBefore(BackwardCursor other) {
    return segment.number() != other.segment.number()
        ? segment.number() < other.segment.number()
        : entry < other.entry;
  }
}
