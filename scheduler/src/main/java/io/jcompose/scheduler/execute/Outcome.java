package io.jcompose.scheduler.execute;

import io.jcompose.model.error.JcomposeException;

/** How a step ended. */
public sealed interface Outcome {
  /** It did what it was to do. */
  record Succeeded() implements Outcome {}

  /** It was tried and could not be done. */
  record Failed(JcomposeException why) implements Outcome {}

  /**
   * It was not tried, or broken off because the whole was cancelled.
   *
   * @param because a clause
   */
  record Skipped(String because) implements Outcome {}
}
