package io.jcompose.model.project;

import java.time.Duration;
import java.util.Optional;

/**
 * When a container that ended is started again.
 *
 * @param maxAttempts how often in a row; 0 means without limit
 * @param delay how long it waits each time; empty means 100 ms at first and twice as long each
 *     time, up to a minute
 * @param window how long it must run so that the next attempt is a first one again; empty means
 *     that attempts are counted until the user starts it
 */
public record RestartPolicy(
    Kind kind, int maxAttempts, Optional<Duration> delay, Optional<Duration> window) {
  /** Never; the default. */
  public static final RestartPolicy NO = new RestartPolicy(Kind.NO, 0);

  /** Makes a policy as {@code restart:} can say it. */
  public RestartPolicy(Kind kind, int maxAttempts) {
    this(kind, maxAttempts, Optional.empty(), Optional.empty());
  }

  public RestartPolicy {
    if (maxAttempts < 0) {
      throw new IllegalArgumentException("restart attempts cannot be negative: " + maxAttempts);
    }
  }

  /** The kinds of {@code restart:}. */
  public enum Kind {
    NO("no"),
    ALWAYS("always"),
    ON_FAILURE("on-failure"),
    UNLESS_STOPPED("unless-stopped");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Returns the kind as the file writes it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Returns the policy as the file writes it, such as {@code on-failure:3}. */
  @Override
  public String toString() {
    return maxAttempts == 0 ? kind.toString() : kind + ":" + maxAttempts;
  }
}
