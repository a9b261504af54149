package io.jcompose.runtime.linux.process;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import java.util.List;

/**
 * A program of the host that runs beside a project's containers.
 *
 * @param name its own name among the project's control groups
 * @param command an absolute path, and arguments
 */
public record HelperSpec(ProjectName project, ContainerName name, List<String> command) {

  public HelperSpec {
    command = List.copyOf(command);
  }
}
