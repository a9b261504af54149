package io.jcompose.runtime.linux.process;

import java.nio.file.Path;

/** The network namespace that a process is born in. */
public sealed interface NetworkPlace {
  /**
   * One that a file pins.
   *
   * @param pin the file
   */
  record Pinned(Path pin) implements NetworkPlace {}

  /** That of the host: of the thread that launches. */
  record OfHost() implements NetworkPlace {}

  /** A new one, with nothing in it. */
  record Fresh() implements NetworkPlace {}
}
