package io.jcompose.scheduler;

import io.jcompose.model.value.ServiceName;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How {@link Orchestrator#restart} goes about it.
 *
 * @param services whom it is about; empty means every service
 * @param timeout time between stop signal and SIGKILL; empty means each container's own {@code
 *     stop_grace_period}
 * @param withDependents whether running containers that depend on them with {@code restart: true}
 *     are restarted too
 */
public record RestartOptions(
    Set<ServiceName> services, Optional<Duration> timeout, boolean withDependents) {
  /** Every service, each with its own time to stop. */
  public static final RestartOptions DEFAULT = new RestartOptions(Set.of(), Optional.empty(), true);

  public RestartOptions {
    services = Collections.unmodifiableSet(new TreeSet<>(services));
  }
}
