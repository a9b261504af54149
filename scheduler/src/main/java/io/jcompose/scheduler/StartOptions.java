package io.jcompose.scheduler;

import io.jcompose.model.value.ServiceName;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How {@link Orchestrator#start} goes about it.
 *
 * @param services who is started, with all they depend on; empty means every service
 */
public record StartOptions(Set<ServiceName> services) {
  public StartOptions {
    services = Collections.unmodifiableSet(new TreeSet<>(services));
  }
}
