package io.jcompose.runtime.linux.logs;

/**
 * A place in a log from which it can be read.
 *
 * @param segment the number of the segment to read in next
 * @param entry the entry of that segment's index to read next
 * @param offsets bytes of a stream before its offset are not wanted
 */
record LogPosition(long segment, long entry, Both<Long> offsets) {
  LogPosition next() {
    return new LogPosition(segment, entry + 1, offsets);
  }

  /** Returns the beginning of a later segment. */
  LogPosition in(long laterSegment) {
    return new LogPosition(laterSegment, 0, offsets);
  }
}
