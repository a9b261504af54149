package io.jcompose.scheduler;

import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.reconcile.UpChoices;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How {@link Orchestrator#up} goes about it.
 *
 * @param services who is wanted; empty means every service
 * @param withDependencies whether all that {@code services} depend on is wanted too
 * @param waitTimeout how long {@link UpChoices.Goal#READY} is waited for at most; empty means
 *     without limit
 */
public record UpOptions(
    Set<ServiceName> services,
    boolean withDependencies,
    Optional<Duration> waitTimeout,
    UpChoices choices) {
  /** All services, without waiting. */
  public static final UpOptions DEFAULT =
      new UpOptions(Set.of(), true, Optional.empty(), UpChoices.DEFAULT);

  public UpOptions {
    services = Collections.unmodifiableSet(new TreeSet<>(services));
  }

  /** Returns these options for some services only. */
  public UpOptions withServices(Set<ServiceName> changed) {
    return new UpOptions(changed, withDependencies, waitTimeout, choices);
  }

  /** Returns these options with other choices. */
  public UpOptions withChoices(UpChoices changed) {
    return new UpOptions(services, withDependencies, waitTimeout, changed);
  }

  /** Returns these options with another goal. */
  public UpOptions withGoal(UpChoices.Goal changed) {
    return withChoices(choices.withGoal(changed));
  }
}
