package io.jcompose.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;

/**
 * Which standard streams are terminals, and how wide they are.
 *
 * @param columns the present width in characters; asked anew for each drawing, as windows change
 */
public record TerminalFacts(boolean in, boolean out, boolean err, IntSupplier columns) {
  /** No terminal anywhere. */
  public static final TerminalFacts NONE = new TerminalFacts(false, false, false, () -> 80);

  /**
   * Reads the facts from {@code descriptors}, a process's {@code fd} directory. Asking isatty(3)
   * instead would load JNA, which costs every command more than its own work.
   */
  public static TerminalFacts of(Path descriptors, IntSupplier columns) {
    return new TerminalFacts(
        isTerminal(descriptors.resolve("0")),
        isTerminal(descriptors.resolve("1")),
        isTerminal(descriptors.resolve("2")),
        columns);
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
