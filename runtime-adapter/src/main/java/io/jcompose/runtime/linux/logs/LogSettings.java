package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.linux.logs.driver.LogTarget;
import java.util.Optional;

/**
 * What becomes of a container's output.
 *
 * @param rotation how much of it is kept
 * @param target where it is passed on to; empty if nowhere. Belongs to whoever is given it
 */
public record LogSettings(Rotation rotation, Optional<LogTarget> target) {
  /** It is kept, and passed on to nobody. */
  public static LogSettings kept(Rotation rotation) {
    return new LogSettings(rotation, Optional.empty());
  }
}
