package io.jcompose.runtime.linux.process;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import java.nio.file.Path;
import java.util.List;

/**
 * What a project's pause process is made of.
 *
 * @param network where it is in the network; nothing of it speaks there
 * @param held FIFOs that the process keeps open for reading and writing, so that what is in them
 *     outlives their other users
 */
public record PauseSpec(
    ProjectName project, ContainerName name, NetworkPlace network, List<Path> held) {

  public PauseSpec {
    held = List.copyOf(held);
  }
}
