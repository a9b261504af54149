package io.jcompose.scheduler;

import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How {@link Orchestrator#kill} goes about it.
 *
 * @param services who gets the signal; empty means every service
 * @param signal what is sent
 * @param orphans without {@code services}: whether containers of services that the project's last
 *     plan does not have get it too
 */
public record KillOptions(Set<ServiceName> services, Signal signal, boolean orphans) {
  /** Creates options that spare nobody. */
  public KillOptions(Set<ServiceName> services, Signal signal) {
    this(services, signal, true);
  }

  public KillOptions {
    services = Collections.unmodifiableSet(new TreeSet<>(services));
  }
}
