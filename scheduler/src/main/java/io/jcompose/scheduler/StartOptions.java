package io.jcompose.scheduler;

import io.jcompose.model.value.ServiceName;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How {@link Orchestrator#start} goes about it.
 *
 * @param services who is started, with all they depend on; empty means every service
 * @param untilReady whether to wait until they are healthy, or run where nobody asks for their
 *     health
 * @param waitTimeout how long to wait for that at most; empty means without limit
 */
public record StartOptions(
    Set<ServiceName> services, boolean untilReady, Optional<Duration> waitTimeout) {
  public StartOptions {
    services = Collections.unmodifiableSet(new TreeSet<>(services));
  }

  /** Creates options that wait for nobody to get ready. */
  public StartOptions(Set<ServiceName> services) {
    this(services, false, Optional.empty());
  }
}
