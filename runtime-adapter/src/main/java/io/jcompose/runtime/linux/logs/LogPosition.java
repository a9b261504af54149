package io.jcompose.runtime.linux.logs;

/**
 * A place in a log from which it can be read.
 *
 * @param entry the index entry to read next
 * @param offsets bytes of a stream before its offset are not wanted
 */
record LogPosition(long entry, Both<Long> offsets) {
  static final LogPosition START = new LogPosition(0, new Both<>(0L, 0L));

  LogPosition next() {
    return new LogPosition(entry + 1, offsets);
  }
}
