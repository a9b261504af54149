package io.jcompose.model.export.quadlet;

import java.time.Duration;

/** Durations as podman and systemd read them. */
final class Times {
  private Times() {}

  /** Returns whole seconds, rounded up. */
  static long seconds(Duration duration) {
    return duration.toSeconds() + (duration.toNanosPart() > 0 ? 1 : 0);
  }

  /** Returns a duration such as {@code 90s} or {@code 500ms}, which both read alike. */
  static String text(Duration duration) {
    boolean whole = duration.toNanosPart() == 0;
    return whole ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}
