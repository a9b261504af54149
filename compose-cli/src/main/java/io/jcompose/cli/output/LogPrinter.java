package io.jcompose.cli.output;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prints lines of containers, each after its container's name. What was written to standard error
 * goes to standard error. May be used by several threads.
 */
public final class LogPrinter {
  private static final int WIDTH_OF_TIME = "2026-11-27T08:30:00.123456789".length();

  private final Console console;
  private final Style style;
  private final Map<ContainerName, String> labels = new LinkedHashMap<>();
  private int width;

  /** Creates a printer. */
  public LogPrinter(Console console, Style style) {
    this.console = console;
    this.style = style;
  }

  /**
   * How lines look.
   *
   * @param prefix whether each says which container wrote it
   * @param timestamps whether each says when
   */
  public record Style(boolean prefix, boolean timestamps, Colours colours) {}

  /**
   * Makes a container known, so that its label has a colour and all labels are of one width.
   *
   * @param label what stands before its lines
   */
  public synchronized void announce(ContainerName container, String label) {
    labels.putIfAbsent(container, label);
    width = Math.max(width, label.length());
  }

  /**
   * Prints one line, byte by byte as it was written.
   *
   * @throws OutputClosedException if nobody reads the output any more
   */
  public void print(LogLine line) {
    String before =
        (style.prefix() ? prefix(line.container()) : "")
            + (style.timestamps() ? timestamp(line.at()) + " " : "");
    byte[] start = before.getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream(start.length + line.length() + 1);
    bytes.writeBytes(start);
    try {
      line.writeTo(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot refuse a line", e);
    }
    bytes.write('\n');
    if (line.stderr()) {
      console.errorWrite(bytes);
    } else {
      console.write(bytes);
    }
  }

  /** Returns a time with nanoseconds: all are of one width, so that lines stay in columns. */
  private static String timestamp(Instant at) {
    String text = at.toString().replace("Z", "");
    String point = text.indexOf('.') < 0 ? "." : "";
    return text + point + "0".repeat(WIDTH_OF_TIME - text.length() - point.length()) + "Z";
  }

  /**
   * Prints a line about a container: its label, then {@code what}.
   *
   * @throws OutputClosedException if nobody reads the output any more
   */
  public void tell(ContainerName container, String what) {
    console.line(label(container) + " " + what);
  }

  private synchronized String label(ContainerName container) {
    return labels.getOrDefault(container, container.value());
  }

  private synchronized String prefix(ContainerName container) {
    String label = label(container);
    int number = labels.keySet().stream().toList().indexOf(container);
    String padded = label + " ".repeat(Math.max(0, width - label.length())) + "  | ";
    return style.colours().cycled(Math.max(0, number), padded);
  }
}
