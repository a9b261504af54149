package io.jcompose.cli.command;

import java.nio.file.Path;

/**
 * How a process that was started in the background lets go of whoever waits for it, so that it can
 * stay on as a supervisor.
 */
public interface Detachment {
  /**
   * Gives up the standard streams.
   *
   * @param log gets what is written from now on
   */
  void release(Path log);

  /**
   * Tells whoever waits how the command ended, then {@linkplain #release releases} them.
   *
   * @param code the command's exit code
   */
  void report(int code, Path log);

  /** Returns whether somebody waits for a report; without that, this process must not stay on. */
  boolean isAwaited();
}
