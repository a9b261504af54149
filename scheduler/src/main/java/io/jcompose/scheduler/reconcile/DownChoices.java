package io.jcompose.scheduler.reconcile;

import java.time.Duration;
import java.util.Optional;

/**
 * What a user may choose about {@code down}.
 *
 * @param volumes whether named and anonymous volumes go too
 * @param stopTimeout between stop signal and SIGKILL; empty means each container's own
 */
public record DownChoices(boolean volumes, Optional<Duration> stopTimeout) {}
