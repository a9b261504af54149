package io.jcompose.scheduler.fake;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.Logs;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What one container wrote, as lines. */
final class FakeLog {
  private final ContainerName container;
  private final String id;
  private final List<Logs.LogLine> lines = new ArrayList<>();
  private final ByteArrayOutputStream[] unfinished = {
    new ByteArrayOutputStream(), new ByteArrayOutputStream()
  };

  FakeLog(ContainerName container, String id) {
    this.container = container;
    this.id = id;
  }

  synchronized void write(Instant at, boolean stderr, byte[] bytes) {
    for (byte one : bytes) {
      if (one == '\n') {
        flush(at, stderr);
      } else {
        unfinished[stderr ? 1 : 0].write(one);
      }
    }
    notifyAll();
  }

  /** The writer is gone: what has no line break yet is a line now. */
  synchronized void end(Instant at) {
    for (boolean stderr : new boolean[] {false, true}) {
      if (unfinished[stderr ? 1 : 0].size() > 0) {
        flush(at, stderr);
      }
    }
    notifyAll();
  }

  private void flush(Instant at, boolean stderr) {
    ByteArrayOutputStream line = unfinished[stderr ? 1 : 0];
    lines.add(new Logs.LogLine(container, at, stderr, line.toByteArray()));
    line.reset();
  }

  synchronized Logs.LogReader open(Logs.LogSelection selection) {
    long wanted = lines.stream().filter(line -> selection.includes(line.at())).count();
    long skipped =
        selection.tail().isPresent() ? Math.max(0, wanted - selection.tail().getAsInt()) : 0;
    return new Reader(selection, skipped);
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
    private final Logs.LogSelection selection;
    private long surplus;
    private int index;

    Reader(Logs.LogSelection selection, long surplus) {
      this.selection = selection;
      this.surplus = surplus;
    }

    @Override
    public String containerId() {
      return id;
    }

    @Override
    public Optional<Logs.LogLine> next(Duration patience) {
      Optional<Logs.LogLine> line = line(index, patience);
      while (line.isPresent()) {
        index++;
        if (selection.includes(line.get().at()) && surplus-- <= 0) {
          return line;
        }
        line = line(index, patience);
      }
      return line;
    }

    @Override
    public void close() {}
  }
}
