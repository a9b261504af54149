package io.jcompose.runtime.linux.process;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import org.jspecify.annotations.Nullable;

/** The program a container was to run does not exist there, or cannot be run. */
public final class ProgramNotRunException extends RuntimeFailure {
  /** As shells have it: there is no such program. */
  public static final int NOT_FOUND = 127;

  /** As shells have it: there is one, but it cannot be run. */
  public static final int NOT_EXECUTABLE = 126;

  private static final long serialVersionUID = 1;
  private final int exitCode;

  ProgramNotRunException(String message, String hint, int exitCode) {
    this(message, hint, exitCode, null);
  }

  ProgramNotRunException(String message, String hint, int exitCode, @Nullable Throwable cause) {
    super(message, hint, cause);
    this.exitCode = exitCode;
  }

  /** Returns {@link #NOT_FOUND} or {@link #NOT_EXECUTABLE}. */
  public int exitCode() {
    return exitCode;
  }
}
