package io.jcompose.scheduler.runtime;

import io.jcompose.model.value.ContainerName;
import java.util.List;
import java.util.Optional;

/** What containers do and use, looked at from outside; nothing in them is asked. */
public interface Statistics {
  /**
   * Returns the processes of a container, sorted by pid; none if it does not run or is not there.
   */
  List<ProcessStatus> processes(ContainerName container);

  /** Returns what a container has used so far; empty if it does not run or is not there. */
  Optional<ResourceUsage> usage(ContainerName container);
}
