package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.linux.logs.LineCutter.CutLine;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import io.jcompose.scheduler.runtime.Logs.LogReader;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Reads a log by its index, from segment to segment. What is appended later is read later: the
 * files of its segment stay open, even if the segment or the container is removed meanwhile.
 *
 * <p>Waiting is looking at the index's size every few milliseconds: that works across processes,
 * costs few system calls, and unlike inotify needs nothing to be set up.
 */
final class FileLogReader implements LogReader {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(40);
  private static final int CHUNK_BYTES = 64 * 1024;

  private final ContainerLog log;
  private final String containerId;
  private final LogDirectory directory;
  private final SegmentRow row;
  private final LogSelection selection;
  private final Deque<CutLine> ready = new ArrayDeque<>();
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private Both<LineCutter> cutters;
  private Segment segment;
  private LogPosition position;
  private boolean pastUntil;

  private FileLogReader(
      ContainerLog log,
      String containerId,
      LogDirectory directory,
      LogSelection selection,
      Segment segment,
      LogPosition position) {
    this.log = log;
    this.containerId = containerId;
    this.directory = directory;
    this.row = directory.segments();
    this.selection = selection;
    this.segment = segment;
    this.position = position;
    this.cutters = newCutters();
  }

  static FileLogReader open(ContainerLog log, String containerId, LogSelection selection) {
    try {
      FileLogReader reader = open(log, containerId, selection, new Both<>(0L, 0L));
      try {
        if (selection.tail().isPresent()) {
          reader.skipToLast(selection.tail().getAsInt());
        }
      } catch (IOException | RuntimeException e) {
        reader.close();
        throw e;
      }
      return reader;
    } catch (IOException e) {
      throw failure(log, e);
    }
  }

  /**
   * Opens a log for reading from the oldest segment that is there.
   *
   * @param offsets bytes of a stream before its offset are not wanted
   */
  static FileLogReader open(
      ContainerLog log, String containerId, LogSelection selection, Both<Long> offsets)
      throws IOException {
    LogDirectory directory = LogDirectory.open(log.directory());
    try {
      return open(log, containerId, directory, selection, offsets);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static FileLogReader open(
      ContainerLog log,
      String containerId,
      LogDirectory directory,
      LogSelection selection,
      Both<Long> offsets)
      throws IOException {
    SegmentRow row = directory.segments();
    while (true) {
      NavigableSet<Long> numbers = row.numbers();
      long oldest = numbers.isEmpty() ? 0 : numbers.first();
      try {
        return new FileLogReader(
            log,
            containerId,
            directory,
            selection,
            Segment.open(row.files(oldest)),
            new LogPosition(oldest, 0, offsets));
      } catch (FileNotFoundException e) {
        if (numbers.isEmpty()) {
          throw e;
        }
        // given up meanwhile: there is a newer one, unless all is gone
      }
    }
  }

  /**
   * Goes to where the last {@code lines} lines begin. Starts close to the end and goes through the
   * rest twice, counting and skipping, instead of keeping the lines: a tail may be long.
   */
  private void skipToLast(int lines) throws IOException {
    Optional<LogPosition> near;
    try (OpenSegments segments = new OpenSegments(row)) {
      near = new TailSearch(segments).before(lines, selection.until());
    }
    if (near.isEmpty() || !restart(near.get())) {
      return;
    }
    int found = 0;
    while (readOn()) {
      found += ready.size();
      ready.clear();
    }
    if (!restart(near.get())) {
      return;
    }
    int surplus = Math.max(0, found - lines);
    while (surplus > 0 && readOn()) {
      while (surplus > 0 && ready.poll() != null) {
        surplus--;
      }
    }
  }

  /** Goes to a place; where that is gone, returns false and is where it was. */
  private boolean restart(LogPosition from) throws IOException {
    if (from.segment() != segment.number() && !enter(from.segment())) {
      return false;
    }
    position = from;
    pastUntil = false;
    ready.clear();
    cutters = newCutters();
    return true;
  }

  private boolean enter(long number) throws IOException {
    Segment next;
    try {
      next = Segment.open(row.files(number));
    } catch (FileNotFoundException e) {
      return false;
    }
    segment.close();
    segment = next;
    return true;
  }

  private Both<LineCutter> newCutters() {
    return new Both<>(
        new LineCutter(log.container(), Stream.STDOUT, selection, ready::add),
        new LineCutter(log.container(), Stream.STDERR, selection, ready::add));
  }

  @Override
  public String containerId() {
    return containerId;
  }

  @Override
  public Optional<LogLine> next(Duration patience) {
    return nextCut(patience).map(CutLine::line);
  }

  /** Returns the next line as {@link #next} does, and where it ended. */
  Optional<CutLine> nextCut(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = SHORTEST_PAUSE;
    try {
      while (ready.isEmpty()) {
        if (readOn()) {
          continue;
        }
        if (!pause(pause, deadline)) {
          break;
        }
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
      }
    } catch (IOException e) {
      throw failure(log, e);
    }
    return Optional.ofNullable(ready.poll());
  }

  /** Returns whether it is worth looking again. */
  private static boolean pause(Duration pause, long deadline) {
    long left = deadline - System.nanoTime();
    if (left <= 0 || Thread.currentThread().isInterrupted()) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(Math.min(left, pause.toNanos()));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Reads a further entry, or goes to the next segment; returns whether there was something. */
  private boolean readOn() throws IOException {
    if (pastUntil) {
      return false;
    }
    if (position.entry() < segment.count()) {
      readEntry();
      return true;
    }
    OptionalLong next = row.after(segment.number());
    if (next.isEmpty()) {
      return false;
    }
    // now that there is another, this one is complete: what came since we looked is read first
    if (position.entry() < segment.count()) {
      readEntry();
      return true;
    }
    long here = segment.number();
    if (enter(next.getAsLong())) {
      if (segment.number() != here + 1) {
        // the rest of a line that was begun has been given up
        cutters.all().forEach(LineCutter::end);
      }
      position = position.in(segment.number());
    }
    return true;
  }

  private void readEntry() throws IOException {
    IndexEntry entry = segment.get(position.entry());
    if (selection.until().filter(entry.at()::isAfter).isPresent()
        && cutters.all().stream().noneMatch(LineCutter::isInWantedLine)) {
      pastUntil = true;
      return;
    }
    for (Stream stream : Stream.values()) {
      if (entry.isPieceOf(stream)) {
        readPiece(entry, stream);
      }
    }
    if (entry.kind() == IndexEntry.Kind.END) {
      cutters.all().forEach(LineCutter::end);
    }
    position = position.next();
  }

  private void readPiece(IndexEntry entry, Stream stream) throws IOException {
    long from = Math.max(entry.offset(), position.offsets().of(stream));
    long limit = segment.limit(entry, stream);
    while (from < limit) {
      int length = (int) Math.min(limit - from, chunk.length);
      segment.read(stream, from, chunk, length);
      cutters.of(stream).take(chunk, length, entry.at(), from);
      from += length;
    }
  }

  private static RuntimeFailure failure(ContainerLog log, IOException cause) {
    return new RuntimeFailure(
        "cannot read the log of container '"
            + log.container()
            + "' in "
            + log.directory()
            + ": "
            + cause.getMessage(),
        "see with 'jcompose ps -a' whether the container still exists",
        cause);
  }

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
