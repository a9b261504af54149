package io.jcompose.cli.command;

import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.Comparator;
import java.util.List;

/** Chooses among the containers of one service. */
final class Replicas {
  private Replicas() {}

  /**
   * Returns the container with that number.
   *
   * @param index 0 means the first there is, those of {@code run} coming last
   * @throws CommandFailure if there is none
   */
  static ContainerStatus choose(List<ContainerStatus> containers, ServiceName service, int index) {
    List<ContainerStatus> numbered =
        containers.stream()
            .filter(container -> !container.spec().plan().isPreStart())
            .sorted(Comparator.comparing(Replicas::isOneOff).thenComparing(Replicas::number))
            .toList();
    return numbered.stream()
        .filter(container -> index == 0 || number(container) == index)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    index == 0
                        ? "service '" + service + "' has no container"
                        : "service '" + service + "' has no container number " + index,
                    index == 0
                        ? "make it with 'jcompose up -d " + service + "'"
                        : "see with 'jcompose ps -a " + service + "' which there are"));
  }

  private static boolean isOneOff(ContainerStatus container) {
    return container.spec().plan().isOneOff();
  }

  private static int number(ContainerStatus container) {
    return container.spec().plan().number();
  }
}
