package io.jcompose.scheduler.ready;

/** What can be waited for in a container. */
public enum Condition {
  /** It was started. */
  STARTED("has started"),
  /** Its health check says it is healthy. */
  HEALTHY("is healthy"),
  /** It ended with exit code 0. */
  COMPLETED("has completed"),
  /**
   * It is healthy, or runs and has no health check, or has done what it was for: it ended with exit
   * code 0 and no restart policy starts it again.
   */
  READY("is ready");

  private final String text;

  Condition(String text) {
    this.text = text;
  }

  /** Returns the condition as the end of a sentence about the container. */
  @Override
  public String toString() {
    return text;
  }
}
