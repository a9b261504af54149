package io.jcompose.cli.command;

import io.jcompose.cli.supervisor.Supervisors;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many containers of a project are in which state.
 *
 * @param counts states without a container are left out
 */
record ProjectSummary(Map<ContainerRow.State, Integer> counts) {
  ProjectSummary {
    counts = Collections.unmodifiableMap(new EnumMap<>(counts));
  }

  /** Reads the states as they are; starts nothing and nobody. */
  static ProjectSummary of(ProjectName project, ContainerRuntime runtime, Supervisors supervisors) {
    Map<ContainerRow.State, Integer> counts = new EnumMap<>(ContainerRow.State.class);
    List<ContainerStatus> containers = runtime.containers().list(project);
    for (ContainerStatus container : containers) {
      boolean gone =
          container.running()
              && container.pid().isEmpty()
              && !supervisors.isSupervised(project); // as after a reboot: nobody saw its end
      ContainerRow.State state = gone ? ContainerRow.State.EXITED : ContainerRow.state(container);
      counts.merge(state, 1, Integer::sum);
    }
    return new ProjectSummary(counts);
  }

  /** Returns whether something of it runs or is about to. */
  boolean isAlive() {
    return counts.keySet().stream().anyMatch(ContainerRow.State::isAlive);
  }

  /** Returns the states, the liveliest first: {@code running(2), exited(1)}. */
  String text() {
    if (counts.isEmpty()) {
      return "no containers";
    }
    return counts.entrySet().stream()
        .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + "(" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}
