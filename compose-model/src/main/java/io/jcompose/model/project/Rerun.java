package io.jcompose.model.project;

/**
 * When {@code up} runs a one-shot again, one that ended with exit code 0 and that no restart policy
 * starts again: {@code x-jcompose: {rerun: …}} of a service.
 */
public enum Rerun {
  /** If its definition or its image is another than at its last run. The default. */
  CHANGED("changed"),
  /** Each time, as docker compose does. */
  ALWAYS("always");

  private final String text;

  Rerun(String text) {
    this.text = text;
  }

  /** Returns the choice as the file writes it. */
  @Override
  public String toString() {
    return text;
  }
}
