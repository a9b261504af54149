package io.jcompose.scheduler.reconcile;

import java.time.Duration;
import java.util.Optional;

/**
 * What a user may choose about {@code up}.
 *
 * @param untilReady whether to wait in the end for all that is wanted
 * @param stopTimeout between stop signal and SIGKILL; empty means each container's own
 * @param removeOrphans whether containers of services the plan does not have are removed
 */
public record UpChoices(
    boolean untilReady, Optional<Duration> stopTimeout, boolean removeOrphans) {}
