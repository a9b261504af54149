package io.jcompose.model.project;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code deploy.restart_policy:}.
 *
 * @param condition empty means {@link Condition#ANY}
 * @param delay the time between an end and the next start; empty means none
 * @param maxAttempts how often in a row; empty means without limit
 * @param window how long a container must run for its start to count as a success
 */
public record DeployRestartPolicy(
    Optional<Condition> condition,
    Optional<Duration> delay,
    OptionalInt maxAttempts,
    Optional<Duration> window) {

  /** After which ends a container is started again. */
  public enum Condition {
    NONE("none"),
    ON_FAILURE("on-failure"),
    ANY("any"),
    UNLESS_STOPPED("unless-stopped");

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

  /** Returns it as the one policy that a container has. */
  public RestartPolicy asRestartPolicy() {
    RestartPolicy.Kind kind =
        switch (condition.orElse(Condition.ANY)) {
          case NONE -> RestartPolicy.Kind.NO;
          case ON_FAILURE -> RestartPolicy.Kind.ON_FAILURE;
          case ANY -> RestartPolicy.Kind.ALWAYS;
          case UNLESS_STOPPED -> RestartPolicy.Kind.UNLESS_STOPPED;
        };
    return new RestartPolicy(kind, Math.max(0, maxAttempts.orElse(0)), delay, window);
  }
}
