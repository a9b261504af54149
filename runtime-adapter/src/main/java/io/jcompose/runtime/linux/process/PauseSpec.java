package io.jcompose.runtime.linux.process;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import java.nio.file.Path;
import java.util.List;

/**
 * What a pod's pause process is made of.
 *
 * @param networkNamespace file that pins the namespace to join
 * @param held FIFOs that the process keeps open for reading and writing, so that what is in them
 *     outlives their other users
 */
public record PauseSpec(
    ProjectName project, ContainerName name, Path networkNamespace, List<Path> held) {

  public PauseSpec {
    held = List.copyOf(held);
  }
}
