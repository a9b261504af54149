package io.jcompose.scheduler.runtime;

import io.jcompose.model.value.ContainerName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** What containers wrote to their standard output and error. */
public interface Logs {
  /**
   * Opens a container's log for reading. A line is a line once: none is lost and none comes twice,
   * whatever happened to the processes that collected it. Where the oldest lines have been given up
   * to keep the log small, it begins with the oldest that is there; who reads more slowly than they
   * are given up goes on there, too.
   */
  LogReader open(ContainerName name, LogSelection selection);

  /**
   * Opens a container's log for reading, whatever the time of its lines.
   *
   * @param tail how many of the last lines there are; empty for all
   */
  default LogReader open(ContainerName name, OptionalInt tail) {
    return open(name, new LogSelection(tail, Optional.empty(), Optional.empty()));
  }

  /**
   * Which lines of a log are wanted.
   *
   * @param tail how many of the last lines that the times leave, counted when the log is opened;
   *     empty for all
   * @param since lines from before are left out; empty for all
   * @param until lines from after are left out; empty for all
   */
  record LogSelection(OptionalInt tail, Optional<Instant> since, Optional<Instant> until) {
    /** All lines. */
    public static final LogSelection ALL =
        new LogSelection(OptionalInt.empty(), Optional.empty(), Optional.empty());

    /** Returns whether a line of that time is wanted. */
    public boolean includes(Instant at) {
      return since.filter(at::isBefore).isEmpty() && until.filter(at::isAfter).isEmpty();
    }
  }

  /**
   * Reads one container's lines in the order they were written. Belongs to one thread.
   *
   * <p>It keeps to the container that it was opened for, even if that is removed meanwhile; one of
   * the same name that is made later is another.
   */
  interface LogReader extends AutoCloseable {
    /** Returns the identifier of the container, as {@link ContainerStatus#id}. */
    String containerId();

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

  /** One line: bytes, which need not be text in any encoding. */
  final class LogLine {
    private final ContainerName container;
    private final Instant at;
    private final boolean stderr;
    private final byte[] bytes;

    /**
     * Creates a line.
     *
     * @param at when its first part arrived
     * @param stderr whether it was written to standard error
     * @param bytes without the line feed; the line's own from now on
     */
    public LogLine(ContainerName container, Instant at, boolean stderr, byte[] bytes) {
      this.container = container;
      this.at = at;
      this.stderr = stderr;
      this.bytes = bytes;
    }

    /** Returns who wrote it. */
    public ContainerName container() {
      return container;
    }

    /** Returns when its first part arrived. */
    public Instant at() {
      return at;
    }

    /** Returns whether it was written to standard error. */
    public boolean stderr() {
      return stderr;
    }

    /** Returns it for people: bytes that are not UTF-8 are replaced. */
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns how many bytes it has, the line feed not counted. */
    public int length() {
      return bytes.length;
    }

    /** Writes its bytes as they were written, without the line feed. */
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof LogLine same
          && container.equals(same.container)
          && at.equals(same.at)
          && stderr == same.stderr
          && Arrays.equals(bytes, same.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * at.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return at + " " + container + (stderr ? " err " : " out ") + text();
    }
  }
}
