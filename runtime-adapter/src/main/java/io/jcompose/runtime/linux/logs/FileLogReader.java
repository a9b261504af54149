package io.jcompose.runtime.linux.logs;

import io.jcompose.scheduler.runtime.Logs.LogLine;
import io.jcompose.scheduler.runtime.Logs.LogReader;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Reads a log by its index. What is appended later is read later: the files stay open, even if the
 * container is removed meanwhile.
 *
 * <p>Waiting is looking at the index's size every few milliseconds: that works across processes,
 * costs one system call, and unlike inotify needs nothing to be set up.
 */
final class FileLogReader implements LogReader {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(40);
  private static final int CHUNK_BYTES = 64 * 1024;

  private final ContainerLog log;
  private final Index index;
  private final Both<RandomAccessFile> files;
  private final Deque<LogLine> ready = new ArrayDeque<>();
  private Both<LineCutter> cutters;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private LogPosition position;

  private FileLogReader(
      ContainerLog log, Index index, Both<RandomAccessFile> files, LogPosition position) {
    this.log = log;
    this.index = index;
    this.files = files;
    this.position = position;
    this.cutters = newCutters();
  }

  static FileLogReader open(ContainerLog log, OptionalInt tail) {
    try {
      Index index = Index.openForReading(log.index());
      var files = new Both<>(openFile(log, Stream.STDOUT), openFile(log, Stream.STDERR));
      var reader = new FileLogReader(log, index, files, LogPosition.START);
      if (tail.isPresent()) {
        reader.skipToLast(tail.getAsInt());
      }
      return reader;
    } catch (IOException e) {
      throw failure(log, e);
    }
  }

  private static RandomAccessFile openFile(ContainerLog log, Stream stream) throws IOException {
    return new RandomAccessFile(log.file(stream).toFile(), "r");
  }

  /**
   * Goes to where the last {@code lines} lines begin. Starts close to the end and goes through the
   * rest twice, counting and skipping, instead of keeping the lines: a tail may be long.
   */
  private void skipToLast(int lines) throws IOException {
    LogPosition near = new TailSearch(index, files).before(lines);
    long end = index.count();
    restart(near);
    int found = 0;
    while (position.entry() < end) {
      readEntry();
      found += ready.size();
      ready.clear();
    }
    restart(near);
    int surplus = Math.max(0, found - lines);
    while (surplus > 0) {
      readEntry();
      while (surplus > 0 && ready.poll() != null) {
        surplus--;
      }
    }
  }

  private void restart(LogPosition from) {
    position = from;
    cutters = newCutters();
  }

  private Both<LineCutter> newCutters() {
    return new Both<>(
        new LineCutter(log.container(), Stream.STDOUT, ready::add),
        new LineCutter(log.container(), Stream.STDERR, ready::add));
  }

  @Override
  public Optional<LogLine> next(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = SHORTEST_PAUSE;
    try {
      while (ready.isEmpty()) {
        if (position.entry() < index.count()) {
          readEntry();
        } else if (!pause(pause, deadline)) {
          break;
        } else {
          pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
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

  private void readEntry() throws IOException {
    IndexEntry entry = index.get(position.entry());
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
    RandomAccessFile file = files.of(stream);
    long from = Math.max(entry.offset(), position.offsets().of(stream));
    // a power failure may take bytes whose entry it leaves
    long limit = Math.min(entry.limit(), file.length());
    file.seek(from);
    while (from < limit) {
      int length = (int) Math.min(limit - from, chunk.length);
      file.readFully(chunk, 0, length);
      cutters.of(stream).take(chunk, length, entry.at());
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
      index.close();
      for (RandomAccessFile file : files.all()) {
        file.close();
      }
    } catch (IOException e) {
      throw failure(log, e);
    }
  }
}
