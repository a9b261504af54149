package io.jcompose.scheduler.runtime;

import io.jcompose.model.value.ContainerName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What containers wrote to their standard output and error. */
public interface Logs {
  /**
   * Opens a container's log for reading. A line is a line once: none is lost and none comes twice,
   * whatever happened to the processes that collected it.
   *
   * @param tail how many of the last lines there are; empty for all
   */
  LogReader open(ContainerName name, OptionalInt tail);

  /** Reads one container's lines in the order they were written. Belongs to one thread. */
  interface LogReader extends AutoCloseable {
    /**
     * Returns the next line, waiting for it up to {@code patience}; empty if there is none by then.
     * Zero does not wait.
     *
     * <p>Interrupting the calling thread ends the wait early with the interrupt flag set.
     */
    Optional<LogLine> next(Duration patience);

    @Override
    void close();
  }

  /**
   * One line.
   *
   * @param at when its first part arrived
   * @param stderr whether it was written to standard error
   * @param text without its line break; bytes that are not UTF-8 are replaced
   */
  record LogLine(ContainerName container, Instant at, boolean stderr, String text) {}
}
