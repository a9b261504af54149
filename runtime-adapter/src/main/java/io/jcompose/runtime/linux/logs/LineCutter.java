package io.jcompose.runtime.linux.logs;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts the bytes of one stream into lines. */
final class LineCutter {
  /** Who never ends a line gets it cut here, so that reading needs no more memory than this. */
  static final int LONGEST_BYTES = 1 << 20;

  private final ContainerName container;
  private final Stream stream;
  private final LogSelection selection;
  private final Consumer<CutLine> lines;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private Instant began = Instant.EPOCH;
  private long unfinishedLimit;

  LineCutter(
      ContainerName container, Stream stream, LogSelection selection, Consumer<CutLine> lines) {
    this.container = container;
    this.stream = stream;
    this.selection = selection;
    this.lines = lines;
  }

  /**
   * A line, and where it ended.
   *
   * @param limit the offset in its stream behind its last byte, the line feed included
   */
  record CutLine(LogLine line, Stream stream, long limit) {}

  /** Takes further bytes, which arrived at {@code at}; the first of them has that offset. */
  void take(byte[] bytes, int length, Instant at, long offset) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        if (unfinished.size() == 0 && i - start <= LONGEST_BYTES) {
          emit(at, bytes, start, i, offset + i + 1);
        } else {
          keep(bytes, start, i - start, at, offset + start);
          emitUnfinished(offset + i + 1);
        }
        start = i + 1;
      }
    }
    if (start < length) {
      keep(bytes, start, length - start, at, offset + start);
    }
  }

  /** Takes note that nothing more comes: what has no line feed is a line, too. */
  void end() {
    if (unfinished.size() > 0) {
      emitUnfinished(unfinishedLimit);
    }
  }

  /** Returns whether a line has begun, at a time that is wanted, and not ended. */
  boolean isInWantedLine() {
    return unfinished.size() > 0 && selection.includes(began);
  }

  private void keep(byte[] bytes, int start, int length, Instant at, long offset) {
    int done = 0;
    do {
      if (unfinished.size() == 0) {
        began = at;
      }
      int part = Math.min(length - done, LONGEST_BYTES - unfinished.size());
      unfinished.write(bytes, start + done, part);
      done += part;
      unfinishedLimit = offset + done;
      if (done < length) {
        emitUnfinished(unfinishedLimit);
      }
    } while (done < length);
  }

  private void emitUnfinished(long limit) {
    byte[] bytes = unfinished.toByteArray();
    unfinished.reset();
    emit(began, bytes, 0, bytes.length, limit);
  }

  private void emit(Instant at, byte[] bytes, int from, int to, long limit) {
    if (selection.includes(at)) {
      var line =
          new LogLine(container, at, stream == Stream.STDERR, Arrays.copyOfRange(bytes, from, to));
      lines.accept(new CutLine(line, stream, limit));
    }
  }
}
