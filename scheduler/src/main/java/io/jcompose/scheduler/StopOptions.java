package io.jcompose.scheduler;

import io.jcompose.model.value.ServiceName;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How {@link Orchestrator#stop} goes about it.
 *
 * @param services whom it is about; empty means every service
 * @param timeout time between stop signal and SIGKILL; empty means each container's own {@code
 *     stop_grace_period}
 */
public record StopOptions(Set<ServiceName> services, Optional<Duration> timeout) {
  public StopOptions {
    services = Collections.unmodifiableSet(new TreeSet<>(services));
  }
}
