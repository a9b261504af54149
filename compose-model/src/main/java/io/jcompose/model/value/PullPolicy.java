package io.jcompose.model.value;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * When an image is fetched: {@code pull_policy:}.
 *
 * @param maxAge for {@link Kind#WHEN_OLDER}: how old the last fetch may be
 */
public record PullPolicy(Kind kind, Optional<Duration> maxAge) {
  private static final String EVERY = "every_";

  /** The kinds of policies. */
  public enum Kind {
    /** Before every start. */
    ALWAYS,
    /** Not at all: the image must be there. */
    NEVER,
    /** If it is not there. */
    MISSING,
    /** Not at all: it is built, even if it is there. */
    BUILD,
    /** If what is there may be out of date. */
    REFRESH,
    /** If the last fetch is too long ago: {@code daily}, {@code weekly}, {@code every_12h}. */
    WHEN_OLDER
  }

  public PullPolicy {
    if (maxAge.isPresent() != (kind == Kind.WHEN_OLDER)) {
      throw new IllegalArgumentException("an age and " + kind + " do not go together");
    }
  }

  /**
   * Returns the policy that {@code text} writes.
   *
   * @throws IllegalArgumentException if it is none, or its time is longer than some 292 years
   */
  public static PullPolicy parse(String text) {
    return switch (text) {
      case "always", "never", "missing", "build", "refresh" ->
          new PullPolicy(Kind.valueOf(text.toUpperCase(Locale.ROOT)), Optional.empty());
      case "if_not_present" -> new PullPolicy(Kind.MISSING, Optional.empty());
      case "daily" -> whenOlder(Duration.ofDays(1));
      case "weekly" -> whenOlder(Duration.ofDays(7));
      default ->
          Optional.of(text)
              .filter(word -> word.startsWith(EVERY))
              .flatMap(word -> Quantities.duration(word.substring(EVERY.length())))
              .map(PullPolicy::whenOlder)
              .orElseThrow(
                  () -> new IllegalArgumentException("'" + text + "' is not a pull policy"));
    };
  }

  private static PullPolicy whenOlder(Duration maxAge) {
    return new PullPolicy(Kind.WHEN_OLDER, Optional.of(maxAge));
  }
}
