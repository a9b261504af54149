package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.UpdateStrategy;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of a plan that replaces the replicas of a service a few at a time.
 *
 * @param strategy how, and what becomes of it if it fails
 * @param rollback how it is taken back
 * @param replacements for each replica, the number of the step that makes it anew
 * @param spares for each container that is made to stand in for a replica, the number of the step
 *     that shows that it can
 * @param steps the numbers of all its steps
 */
public record ServiceUpdate(
    ServiceName service,
    UpdateStrategy strategy,
    UpdateStrategy rollback,
    Map<ContainerName, Integer> replacements,
    Map<ContainerName, Integer> spares,
    List<Integer> steps) {
  public ServiceUpdate {
    replacements = Collections.unmodifiableMap(new TreeMap<>(replacements));
    spares = Collections.unmodifiableMap(new TreeMap<>(spares));
    steps = List.copyOf(steps);
  }
}
