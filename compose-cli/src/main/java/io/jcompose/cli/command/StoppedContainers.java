package io.jcompose.cli.command;

import io.jcompose.cli.output.Console;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says of each container that is waited for that it has stopped, once, however often it does. */
final class StoppedContainers {
  private final Console console;
  private final List<ContainerStatus> awaited;
  private final Set<ContainerName> open = new HashSet<>();
  private final List<Integer> codes = new ArrayList<>();

  StoppedContainers(Console console, List<ContainerStatus> awaited) {
    this.console = console;
    this.awaited = awaited;
    awaited.forEach(container -> open.add(container.name()));
  }

  /** Takes note of what a supervisor tells. */
  void happened(Event event) {
    if (event instanceof Event.ContainerExited exited) {
      stopped(exited.container(), exited.code());
    }
  }

  /** Says that none of them runs, in the order in which they stopped. */
  void allAtRest() {
    awaited.stream()
        .sorted(Comparator.comparing(StoppedContainers::end))
        .forEach(
            container ->
                stopped(container.name(), container.exit().map(ExitStatus::code).orElse(0)));
  }

  private static Instant end(ContainerStatus container) {
    return container.exit().map(ExitStatus::at).orElse(Instant.MIN);
  }

  private void stopped(ContainerName container, int code) {
    if (open.remove(container)) {
      console.line("container \"" + container + "\" exited with status code " + code);
      codes.add(code);
    }
  }

  /** Returns what the first to stop ended with. */
  int firstCode() {
    return codes.isEmpty() ? 0 : codes.get(0);
  }

  /** Returns what the last to stop ended with. */
  int lastCode() {
    return codes.isEmpty() ? 0 : codes.get(codes.size() - 1);
  }
}
