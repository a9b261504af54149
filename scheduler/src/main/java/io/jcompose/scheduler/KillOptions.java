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
 */
public record KillOptions(Set<ServiceName> services, Signal signal) {
  public KillOptions {
    services = Collections.unmodifiableSet(new TreeSet<>(services));
  }
}
