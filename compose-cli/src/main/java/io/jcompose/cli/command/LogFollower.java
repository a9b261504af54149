package io.jcompose.cli.command;

import io.jcompose.cli.output.LogPrinter;
import io.jcompose.cli.output.OutputClosedException;
import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.host.Threads;
import io.jcompose.scheduler.runtime.Logs;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import io.jcompose.scheduler.runtime.Logs.LogReader;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Prints what containers write as they write it, with a thread for each. Belongs to one thread;
 * {@link #close} prints what is left first.
 *
 * <p>Containers are told apart by their identifiers: one that is made anew has the name of the one
 * before it, and another log.
 */
final class LogFollower implements AutoCloseable {
  /** How long a reader waits before it looks whether it is to end. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Logs logs;
  private final LogPrinter printer;
  private final Map<String, Reading> readings = new LinkedHashMap<>();
  private volatile boolean outputClosed;

  LogFollower(Logs logs, LogPrinter printer) {
    this.logs = logs;
    this.printer = printer;
  }

  /**
   * Follows a container; one that is followed already is left as it is, and one whose log could not
   * be read at the last call is tried again: it may have been listed before its log was made.
   *
   * @param id as {@link io.jcompose.scheduler.runtime.ContainerStatus#id}
   * @param selection which lines are printed
   */
  void follow(ContainerName container, String id, LogSelection selection) {
    Reading known = readings.get(id);
    if (known == null || known.failed) {
      Reading reading = new Reading(container, id, selection);
      readings.put(id, reading);
      reading.thread.start();
    }
  }

  /** Prints what the containers have written that are not among these, and lets go of them. */
  void keepOnly(Set<String> ids) {
    List<Reading> gone = new ArrayList<>();
    readings.forEach(
        (id, reading) -> {
          if (!ids.contains(id)) {
            gone.add(reading);
          }
        });
    gone.forEach(Reading::end);
    readings.keySet().retainAll(ids);
  }

  /** Returns whether nobody reads our output any more. */
  boolean isOutputClosed() {
    return outputClosed;
  }

  /** Prints what has been written so far, and ends. */
  @Override
  public void close() {
    readings.values().forEach(reading -> reading.ending = true);
    readings.values().forEach(Reading::end);
  }

  /** The reading of one container's log. */
  private final class Reading {
    private final ContainerName container;
    private final String id;
    private final LogSelection selection;
    private final Thread thread;
    private volatile boolean ending;
    private volatile boolean failed;

    Reading(ContainerName container, String id, LogSelection selection) {
      this.container = container;
      this.id = id;
      this.selection = selection;
      this.thread = new Thread(this::read, "jcompose-logs-" + container);
      thread.setDaemon(true);
    }

    void end() {
      ending = true;
      Threads.awaitEnd(thread);
    }

    private void read() {
      try (LogReader reader = logs.open(container, selection)) {
        if (reader.containerId().equals(id)) {
          print(reader);
        }
      } catch (OutputClosedException e) {
        outputClosed = true;
      } catch (RuntimeFailure e) {
        failed = true; // whoever lists the containers sees whether it is still there
      }
    }

    private void print(LogReader reader) {
      while (true) {
        boolean last = ending; // asked first: what was written before the end is there by now
        Optional<LogLine> line = reader.next(last ? Duration.ZERO : PATIENCE);
        line.ifPresent(printer::print);
        if (line.isEmpty() && last) {
          return;
        }
      }
    }
  }
}
