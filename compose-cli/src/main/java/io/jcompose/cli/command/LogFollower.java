package io.jcompose.cli.command;

import io.jcompose.cli.output.LogPrinter;
import io.jcompose.cli.output.OutputClosedException;
import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.host.Threads;
import io.jcompose.scheduler.runtime.Logs;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import io.jcompose.scheduler.runtime.Logs.LogReader;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Prints what containers write as they write it, with a thread for each. Belongs to one thread;
 * {@link #close} prints what is left first.
 */
final class LogFollower implements AutoCloseable {
  /** How long a reader waits before it looks whether it is to end. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Logs logs;
  private final LogPrinter printer;
  private final Map<ContainerName, Thread> readers = new LinkedHashMap<>();
  private volatile boolean ending;
  private volatile boolean outputClosed;

  LogFollower(Logs logs, LogPrinter printer) {
    this.logs = logs;
    this.printer = printer;
  }

  /**
   * Follows a container; one that is followed already is left as it is.
   *
   * @param tail how many earlier lines are printed; empty for all
   * @param since lines from before are left out
   */
  void follow(ContainerName container, OptionalInt tail, Instant since) {
    if (!readers.containsKey(container)) {
      Thread reader = new Thread(() -> read(container, tail, since), "jcompose-logs-" + container);
      reader.setDaemon(true);
      readers.put(container, reader);
      reader.start();
    }
  }

  /** Returns whether nobody reads our output any more. */
  boolean isOutputClosed() {
    return outputClosed;
  }

  private void read(ContainerName container, OptionalInt tail, Instant since) {
    try (LogReader reader = logs.open(container, tail)) {
      while (true) {
        boolean last = ending; // asked first: what was written before the end is there by now
        Optional<LogLine> line = reader.next(last ? Duration.ZERO : PATIENCE);
        if (line.isPresent() && !line.get().at().isBefore(since)) {
          printer.print(line.get());
        }
        if (line.isEmpty() && last) {
          return;
        }
      }
    } catch (OutputClosedException e) {
      outputClosed = true;
    }
  }

  /** Prints what has been written so far, and ends. */
  @Override
  public void close() {
    ending = true;
    readers.values().forEach(Threads::awaitEnd);
  }
}
