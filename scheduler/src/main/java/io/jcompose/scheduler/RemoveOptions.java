package io.jcompose.scheduler;

import io.jcompose.model.value.ServiceName;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How {@link Orchestrator#remove} goes about it.
 *
 * @param services whose containers are removed; empty means every service
 * @param stop whether those that run are stopped and removed too
 * @param volumes whether their anonymous volumes go with them
 */
public record RemoveOptions(Set<ServiceName> services, boolean stop, boolean volumes) {
  public RemoveOptions {
    services = Collections.unmodifiableSet(new TreeSet<>(services));
  }
}
