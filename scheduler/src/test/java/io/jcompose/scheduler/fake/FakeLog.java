package io.jcompose.scheduler.fake;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.Logs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** What one container wrote, as lines. */
final class FakeLog {
  private final ContainerName container;
  private final List<Logs.LogLine> lines = new ArrayList<>();
  private final StringBuilder[] unfinished = {new StringBuilder(), new StringBuilder()};

  FakeLog(ContainerName container) {
    this.container = container;
  }

  synchronized void write(Instant at, boolean stderr, String text) {
    StringBuilder line = unfinished[stderr ? 1 : 0];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        flush(at, stderr);
      } else {
        line.append(c);
      }
    }
    notifyAll();
  }

  /** The writer is gone: what has no line break yet is a line now. */
  synchronized void end(Instant at) {
    for (boolean stderr : new boolean[] {false, true}) {
      if (!unfinished[stderr ? 1 : 0].isEmpty()) {
        flush(at, stderr);
      }
    }
    notifyAll();
  }

  private void flush(Instant at, boolean stderr) {
    StringBuilder line = unfinished[stderr ? 1 : 0];
    lines.add(new Logs.LogLine(container, at, stderr, line.toString()));
    line.setLength(0);
  }

  synchronized Logs.LogReader open(OptionalInt tail) {
    int start = tail.isPresent() ? Math.max(0, lines.size() - tail.getAsInt()) : 0;
    return new Reader(start);
  }

  private synchronized Optional<Logs.LogLine> line(int index, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (index >= lines.size()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return Optional.empty();
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.of(lines.get(index));
  }

  private final class Reader implements Logs.LogReader {
    private int index;

    Reader(int index) {
      this.index = index;
    }

    @Override
    public Optional<Logs.LogLine> next(Duration patience) {
      Optional<Logs.LogLine> line = line(index, patience);
      line.ifPresent(unused -> index++);
      return line;
    }

    @Override
    public void close() {}
  }
}
