package io.jcompose.runtime.linux.logs;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;

/** Cuts the bytes of one stream into lines. */
final class LineCutter {
  /** Who never ends a line gets it cut here, so that reading needs no more memory than this. */
  static final int LONGEST_BYTES = 1 << 20;

  private final ContainerName container;
  private final boolean stderr;
  private final Consumer<LogLine> lines;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private Instant began = Instant.EPOCH;

  LineCutter(ContainerName container, Stream stream, Consumer<LogLine> lines) {
    this.container = container;
    this.stderr = stream == Stream.STDERR;
    this.lines = lines;
  }

  /** Takes further bytes, which arrived at {@code at}. */
  void take(byte[] bytes, int length, Instant at) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        keep(bytes, start, i - start, at);
        emit();
        start = i + 1;
      }
    }
    if (start < length) {
      keep(bytes, start, length - start, at);
    }
  }

  /** Takes note that nothing more comes: what has no line feed is a line, too. */
  void end() {
    if (unfinished.size() > 0) {
      emit();
    }
  }

  private void keep(byte[] bytes, int start, int length, Instant at) {
    int done = 0;
    do {
      if (unfinished.size() == 0) {
        began = at;
      }
      int part = Math.min(length - done, LONGEST_BYTES - unfinished.size());
      unfinished.write(bytes, start + done, part);
      done += part;
      if (done < length) {
        emit();
      }
    } while (done < length);
  }

  private void emit() {
    lines.accept(
        new LogLine(container, began, stderr, unfinished.toString(StandardCharsets.UTF_8)));
    unfinished.reset();
  }
}
