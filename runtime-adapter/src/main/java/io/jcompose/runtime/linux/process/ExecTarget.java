package io.jcompose.runtime.linux.process;

import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A running container as a further program needs to know it.
 *
 * @param pid of its process 1, as this process sees it
 * @param startTicks of that process, as {@link RunningProcess#startTicks} told; guards against a
 *     pid used again
 * @param environment the container's own
 * @param user the container's own, as {@code user:} writes it
 * @param workingDirectory the container's own
 */
public record ExecTarget(
    ProjectName project,
    ContainerName name,
    long pid,
    long startTicks,
    String hostname,
    Map<String, String> environment,
    String user,
    String workingDirectory,
    SecuritySettings security) {

  public ExecTarget {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
