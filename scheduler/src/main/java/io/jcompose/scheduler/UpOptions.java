package io.jcompose.scheduler;

import io.jcompose.model.value.ServiceName;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How {@link Orchestrator#up} goes about it.
 *
 * @param services who is wanted, with all they depend on; empty means every service
 * @param untilReady whether to return only once every service is healthy, or runs and has no health
 *     check
 * @param waitTimeout how long {@code untilReady} waits at most; empty means without limit
 * @param stopTimeout time between stop signal and SIGKILL for a container that is replaced; empty
 *     means its own {@code stop_grace_period}
 * @param removeOrphans whether containers of services that the plan does not have are removed
 */
public record UpOptions(
    Set<ServiceName> services,
    boolean untilReady,
    Optional<Duration> waitTimeout,
    Optional<Duration> stopTimeout,
    boolean removeOrphans) {
  /** All services, without waiting. */
  public static final UpOptions DEFAULT =
      new UpOptions(Set.of(), false, Optional.empty(), Optional.empty(), false);

  public UpOptions {
    services = Collections.unmodifiableSet(new TreeSet<>(services));
  }

  /** Returns these options for some services only. */
  public UpOptions withServices(Set<ServiceName> changed) {
    return new UpOptions(changed, untilReady, waitTimeout, stopTimeout, removeOrphans);
  }

  /** Returns these options with another answer to whether to wait. */
  public UpOptions withUntilReady(boolean changed) {
    return new UpOptions(services, changed, waitTimeout, stopTimeout, removeOrphans);
  }
}
