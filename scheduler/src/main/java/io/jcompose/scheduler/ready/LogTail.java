package io.jcompose.scheduler.ready;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.Logs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what a container wrote last, where that helps to tell what went wrong. */
public final class LogTail {
  private final Logs logs;

  /** Creates a reader of logs. */
  public LogTail(Logs logs) {
    this.logs = logs;
  }

  /** Returns the last lines of a log, oldest first; as many as can be read. */
  public List<String> lines(ContainerName container, int most) {
    List<String> lines = new ArrayList<>();
    try (Logs.LogReader reader = logs.open(container, OptionalInt.of(most))) {
      Optional<Logs.LogLine> line = reader.next(Duration.ZERO);
      while (line.isPresent() && lines.size() < most) {
        lines.add(line.get().text());
        line = reader.next(Duration.ZERO);
      }
    } catch (JcomposeException unreadable) {
      // what went wrong is what must reach the user; its log only helps
      return lines;
    }
    return lines;
  }
}
