package io.jcompose.model.project;

import io.jcompose.model.value.ServiceName;

/**
 * One entry of {@code depends_on:}.
 *
 * @param service who is waited for
 * @param condition what is waited for
 * @param required whether its failure is this service's failure; otherwise it only warns
 * @param restart whether a restart of it by the user restarts this service too
 */
public record Dependency(
    ServiceName service, Condition condition, boolean required, boolean restart) {

  /** What is waited for before the dependent starts. */
  public enum Condition {
    STARTED("service_started"),
    HEALTHY("service_healthy"),
    COMPLETED_SUCCESSFULLY("service_completed_successfully");

    private final String text;

    Condition(String text) {
      this.text = text;
    }

    /** Returns the condition as the file writes it. */
    @Override
    public String toString() {
      return text;
    }
  }
}
