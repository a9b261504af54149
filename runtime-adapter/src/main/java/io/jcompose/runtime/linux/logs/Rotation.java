package io.jcompose.runtime.linux.logs;

/**
 * How large a log may grow.
 *
 * @param maxBytes how many bytes of output a segment holds before the next begins; a line is not
 *     cut for it, so it may hold a little more
 * @param maxSegments how many segments are kept, the one that is written included
 */
public record Rotation(long maxBytes, int maxSegments) {
  /** Never begins another segment. */
  public static final Rotation NEVER = new Rotation(Long.MAX_VALUE, 1);

  public Rotation {
    if (maxBytes < 1 || maxSegments < 1) {
      throw new IllegalArgumentException("a log holds at least one byte in one segment");
    }
  }
}
