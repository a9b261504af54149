package io.jcompose.cli.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * Gathers changes that belong together: an editor that saves all, a branch that is checked out.
 * They are complete once nothing has changed for {@link #QUIET}; where something changes all the
 * time, {@link #LONGEST} after the first. Belongs to one thread.
 */
final class Batch {
  static final Duration QUIET = Duration.ofMillis(500);
  static final Duration LONGEST = Duration.ofSeconds(5);

  private Changes gathered = Changes.NONE;
  private long first;
  private long last;

  /**
   * Adds changes.
   *
   * @param now by {@link System#nanoTime}
   */
  void add(Changes changes, long now) {
    if (changes.isEmpty()) {
      return;
    }
    if (gathered.isEmpty()) {
      first = now;
    }
    last = now;
    gathered = gathered.and(changes);
  }

  /**
   * Returns how long it takes until the changes are complete, if nothing is added; zero if they
   * are, empty if there is none.
   */
  Optional<Duration> untilComplete(long now) {
    if (gathered.isEmpty()) {
      return Optional.empty();
    }
    Duration quiet = QUIET.minusNanos(now - last);
    Duration longest = LONGEST.minusNanos(now - first);
    Duration left = quiet.compareTo(longest) < 0 ? quiet : longest;
    return Optional.of(left.isNegative() ? Duration.ZERO : left);
  }

  /** Returns the changes if they are complete, and begins anew. */
  Optional<Changes> takeIfComplete(long now) {
    if (untilComplete(now).filter(Duration::isZero).isEmpty()) {
      return Optional.empty();
    }
    Changes complete = gathered;
    gathered = Changes.NONE;
    return Optional.of(complete);
  }
}
