package io.jcompose.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Which standard streams are terminals, and how large they are.
 *
 * @param size the present size; asked anew for each drawing, as windows change
 */
public record TerminalFacts(boolean in, boolean out, boolean err, Supplier<Size> size) {
  /** No terminal anywhere. */
  public static final TerminalFacts NONE = new TerminalFacts(false, false, false, () -> Size.USUAL);

  /** A terminal's size in characters. */
  public record Size(int rows, int columns) {
    /** What is taken where a terminal does not tell. */
    public static final Size USUAL = new Size(24, 80);
  }

  /**
   * Reads the facts from {@code descriptors}, a process's {@code fd} directory. Asking isatty(3)
   * instead would load JNA, which costs every command more than its own work.
   */
  public static TerminalFacts of(Path descriptors, Supplier<Size> size) {
    return new TerminalFacts(
        isTerminal(descriptors.resolve("0")),
        isTerminal(descriptors.resolve("1")),
        isTerminal(descriptors.resolve("2")),
        size);
  }

  private static boolean isTerminal(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return false; // closed
    }
  }
}
