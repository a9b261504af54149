package io.jcompose.model.project;

/**
 * What becomes of a container that its health check finds unhealthy: {@code x-jcompose:
 * {on-unhealthy: …}} of a service.
 */
public enum OnUnhealthy {
  /** It runs on, and is shown as unhealthy. The default. */
  NONE("none"),
  /** It is stopped and started again, with the back-off of a restart policy. */
  RESTART("restart");

  private final String text;

  OnUnhealthy(String text) {
    this.text = text;
  }

  /** Returns the choice as the file writes it. */
  @Override
  public String toString() {
    return text;
  }
}
