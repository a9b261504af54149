package io.jcompose.model.project;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code healthcheck:} as a file or an image states it; what is empty is taken from the next best
 * source.
 *
 * @param disabled whether there is to be none, whatever the image says
 * @param test {@code CMD} or {@code CMD-SHELL} and its arguments
 */
public record Healthcheck(
    boolean disabled,
    Optional<List<String>> test,
    Optional<Duration> interval,
    Optional<Duration> timeout,
    Optional<Duration> startPeriod,
    Optional<Duration> startInterval,
    Optional<Integer> retries) {
  /** Says nothing: the image decides. */
  public static final Healthcheck UNSET =
      new Healthcheck(
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Healthcheck {
    test = test.map(List::copyOf);
  }
}
