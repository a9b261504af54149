package io.jcompose.scheduler.ready;

import io.jcompose.model.error.JcomposeException;
import java.util.List;

/** A hook did not end with 0. */
public final class HookFailedException extends JcomposeException {
  private static final long serialVersionUID = 1;
  private final transient List<String> output;

  /**
   * Creates the exception.
   *
   * @param output the last lines that the hook wrote, oldest first
   */
  HookFailedException(String message, String hint, List<String> output) {
    super(message, hint, null);
    this.output = List.copyOf(output);
  }

  /** Returns the last lines that the hook wrote, oldest first. */
  public List<String> output() {
    return output;
  }
}
