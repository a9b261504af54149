package io.jcompose.scheduler.runtime;

import java.time.Instant;

/**
 * How a container's run ended.
 *
 * @param code the exit code; 128 plus the signal's number where a signal ended it; {@link #UNKNOWN}
 *     where it ended while nobody watched
 * @param at when
 */
public record ExitStatus(int code, Instant at) {
  /** Stands for an end that nobody saw; counts as a failure. */
  public static final int UNKNOWN = 255;
}
