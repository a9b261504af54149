package io.jcompose.runtime.linux.process;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.syscall.Fd;
import java.util.List;

/**
 * A program of the host that runs beside a project's containers.
 *
 * @param name its own name among the project's control groups
 * @param command an absolute path, and arguments
 * @param held descriptors that it has open, from 3 on
 */
public record HelperSpec(
    ProjectName project, ContainerName name, List<String> command, List<Fd> held) {

  public HelperSpec {
    command = List.copyOf(command);
    held = List.copyOf(held);
  }

  /** Creates a program that has nothing open. */
  public HelperSpec(ProjectName project, ContainerName name, List<String> command) {
    this(project, name, command, List.of());
  }
}
