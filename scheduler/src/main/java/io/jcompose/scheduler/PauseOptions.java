package io.jcompose.scheduler;

import io.jcompose.model.value.ServiceName;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which containers {@link Orchestrator#pause} and {@link Orchestrator#unpause} are about.
 *
 * @param services empty means every service
 */
public record PauseOptions(Set<ServiceName> services) {
  public PauseOptions {
    services = Collections.unmodifiableSet(new TreeSet<>(services));
  }
}
