package io.jcompose.scheduler;

import java.util.List;

/**
 * How an action on a project ended.
 *
 * @param steps how many steps were to be done; 0 if everything was as wanted
 * @param failures what could not be done, in the order of the plan; what was skipped because of it
 *     is not listed
 * @param warnings what the user should know that stopped nothing
 * @param cancelled whether it was told to end early
 */
public record ActionResult(
    int steps, List<Failure> failures, List<String> warnings, boolean cancelled) {
  public ActionResult {
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  /** Returns whether all was done. */
  public boolean succeeded() {
    return failures.isEmpty() && !cancelled;
  }

  /**
   * One thing that could not be done.
   *
   * @param object what it is about, such as {@code container shop-db-1}
   * @param message what was tried, on what, and why not
   * @param hint what to try next
   * @param probeOutput what the container's last failed health probe wrote; empty if that is not
   *     the matter
   * @param lastLines the last lines of the container's log, or of what its hook wrote if that is
   *     the matter, oldest first, at most {@value #LAST_LINES}
   */
  public record Failure(
      String object,
      String message,
      String hint,
      List<String> probeOutput,
      List<String> lastLines) {
    /** How many lines of a container's log a failure shows. */
    public static final int LAST_LINES = 10;

    public Failure {
      probeOutput = List.copyOf(probeOutput);
      lastLines = List.copyOf(lastLines);
    }
  }
}
