package io.jcompose.cli.command;

import io.jcompose.cli.supervisor.Request;
import io.jcompose.cli.supervisor.Supervisors;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last health probes of a project's containers, as its supervisor remembers them.
 *
 * @param probes of all containers, the oldest first
 */
record ProbeLog(List<Event.Probed> probes) {
  /** Nobody was asked. */
  static final ProbeLog NONE = new ProbeLog(List.of());

  ProbeLog {
    probes = List.copyOf(probes);
  }

  /**
   * Asks the project's supervisor, where it has one and a container has a health check.
   *
   * @param containers of the project
   */
  static ProbeLog of(
      ProjectName project, Collection<ContainerStatus> containers, Supervisors supervisors) {
    List<Event.Probed> probes = new ArrayList<>();
    if (containers.stream().anyMatch(container -> container.spec().health().isPresent())) {
      var unused =
          supervisors.ask(
              project,
              new Request.TellProbes(),
              event -> {
                if (event instanceof Event.Probed probe) {
                  probes.add(probe);
                }
              });
    }
    return new ProbeLog(probes);
  }

  private List<Event.Probed> of(ContainerName container) {
    return probes.stream().filter(probe -> probe.container().equals(container)).toList();
  }

  /** Returns how many probes of a container have failed in a row, as far as they count. */
  int failures(ContainerName container) {
    List<Event.Probed> all = of(container);
    return all.isEmpty() ? 0 : all.get(all.size() - 1).failures();
  }

  /**
   * Returns a container's probes with docker's keys; where nobody remembers any, what was noted of
   * the last one: its output alone.
   */
  List<Map<String, Object>> entries(ContainerStatus container) {
    List<Event.Probed> all = of(container.name());
    String noted = container.notes().healthOutput();
    if (all.isEmpty() && !noted.isEmpty()) {
      return List.of(Map.of("Output", noted));
    }
    return all.stream().map(ProbeLog::entry).toList();
  }

  private static Map<String, Object> entry(Event.Probed probe) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Start", probe.begun().toString());
    map.put("End", probe.at().toString());
    map.put("ExitCode", probe.exitCode());
    map.put("Output", probe.output());
    return map;
  }
}
