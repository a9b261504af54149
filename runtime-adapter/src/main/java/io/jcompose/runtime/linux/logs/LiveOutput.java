package io.jcompose.runtime.linux.logs;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What a container writes from some moment on, as it comes: bytes, where a log has lines. It is
 * read from the log, so that there is one place only where output arrives. Belongs to one thread.
 */
public final class LiveOutput implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final ContainerLog log;
  private final LogDirectory directory;
  private final SegmentRow row;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private Segment segment;
  private long entry;

  private LiveOutput(ContainerLog log, LogDirectory directory, Segment segment, long entry) {
    this.log = log;
    this.directory = directory;
    this.row = directory.segments();
    this.segment = segment;
    this.entry = entry;
  }

  /** Who takes the bytes. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes the first bytes of {@code bytes}, which change afterwards.
     *
     * @throws IOException if it takes none any more
     */
    void take(boolean stderr, byte[] bytes, int length) throws IOException;
  }

  /** Opens what is written from now on. */
  static LiveOutput fromNow(ContainerLog log) {
    return open(log, NavigableSet::last, Segment::count);
  }

  /** Opens all that there is, and what will be. */
  static LiveOutput fromTheBeginning(ContainerLog log) {
    return open(log, NavigableSet::first, segment -> 0L);
  }

  @FunctionalInterface
  private interface Place {
    long in(Segment segment) throws IOException;
  }

  private static LiveOutput open(
      ContainerLog log, Function<NavigableSet<Long>, Long> choice, Place place) {
    try {
      LogDirectory directory = LogDirectory.open(log.directory());
      try {
        Segment segment = open(directory.segments(), choice);
        return new LiveOutput(log, directory, segment, place.in(segment));
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (IOException e) {
      throw failure(log, e);
    }
  }

  private static Segment open(SegmentRow row, Function<NavigableSet<Long>, Long> choice)
      throws IOException {
    while (true) {
      NavigableSet<Long> numbers = row.numbers();
      long chosen = numbers.isEmpty() ? 0 : choice.apply(numbers);
      try {
        return Segment.open(row.files(chosen));
      } catch (FileNotFoundException e) {
        if (numbers.isEmpty()) {
          throw e;
        }
        // given up meanwhile: there is a newer one, unless all is gone
      }
    }
  }

  /**
   * Hands on what has been written since the last call.
   *
   * @return whether there was anything
   * @throws IOException as the sink does
   */
  public boolean moveTo(Sink sink) throws IOException {
    boolean any = false;
    while (true) {
      if (entry < segment.count()) {
        any = true;
        move(segment.get(entry), sink);
        entry++;
        continue;
      }
      OptionalLong next = row.after(segment.number());
      if (next.isEmpty()) {
        return any;
      }
      // now that there is another, this one is complete: what came since we looked is read first
      if (entry >= segment.count()) {
        enter(next.getAsLong());
      }
    }
  }

  private void enter(long number) throws IOException {
    Segment next;
    try {
      next = Segment.open(row.files(number));
    } catch (FileNotFoundException e) {
      return; // given up since: another comes after it
    }
    segment.close();
    segment = next;
    entry = 0;
  }

  private void move(IndexEntry piece, Sink sink) throws IOException {
    for (Stream stream : Stream.values()) {
      if (piece.isPieceOf(stream)) {
        long from = piece.offset();
        long limit = segment.limit(piece, stream);
        while (from < limit) {
          int length = (int) Math.min(limit - from, chunk.length);
          segment.read(stream, from, chunk, length);
          sink.take(stream == Stream.STDERR, chunk, length);
          from += length;
        }
      }
    }
  }

  private static RuntimeFailure failure(ContainerLog log, IOException cause) {
    return new RuntimeFailure(
        "cannot follow the output of container '"
            + log.container()
            + "' in "
            + log.directory()
            + ": "
            + cause.getMessage(),
        "see with 'jcompose ps -a' whether the container still exists",
        cause);
  }

  /** Lets go of the log. */
  @Override
  public void close() {
    try {
      directory.close();
      segment.close();
    } catch (IOException e) {
      throw failure(log, e);
    }
  }
}
