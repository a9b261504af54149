package io.jcompose.scheduler;

import io.jcompose.model.value.ServiceName;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How {@link Orchestrator#down} goes about it.
 *
 * @param services whose containers are removed, with those of services that depend on them; the pod
 *     stays as long as another is left; empty means the whole project, orphans included, as they
 *     live in its pod
 * @param volumes whether the named volumes (external ones never) and the anonymous ones go too;
 *     with {@code services} only those that no other container uses
 * @param timeout time between stop signal and SIGKILL; empty means each container's own {@code
 *     stop_grace_period}
 * @param removeOrphans with {@code services}: whether containers of services that the project's
 *     last plan does not have are removed too
 */
public record DownOptions(
    Set<ServiceName> services, boolean volumes, Optional<Duration> timeout, boolean removeOrphans) {
  /** The whole project, its volumes kept. */
  public static final DownOptions DEFAULT =
      new DownOptions(Set.of(), false, Optional.empty(), false);

  public DownOptions {
    services = Collections.unmodifiableSet(new TreeSet<>(services));
  }

  /** Returns these options with another answer to whether volumes go too. */
  public DownOptions withVolumes(boolean changed) {
    return new DownOptions(services, changed, timeout, removeOrphans);
  }
}
