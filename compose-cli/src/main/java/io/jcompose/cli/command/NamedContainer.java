package io.jcompose.cli.command;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.Optional;

/** Finds a container of any project by its name on the host. */
final class NamedContainer {
  private NamedContainer() {}

  /**
   * Returns the container.
   *
   * @throws CommandFailure if there is none of that name
   */
  static ContainerStatus find(Tools tools, String name) {
    Optional<ContainerStatus> found =
        ContainerName.isLegal(name)
            ? tools.runtime().get().containers().find(new ContainerName(name))
            : Optional.empty();
    return found.orElseThrow(
        () ->
            new CommandFailure(
                "there is no container '" + name + "'",
                "see with 'jcompose -p PROJECT ps -a' what a project has"));
  }
}
