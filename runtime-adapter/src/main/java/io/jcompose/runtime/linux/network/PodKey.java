package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;

/** Which pod of this host. */
public record PodKey(ProjectName project, ContainerName infra) {

  /** Returns the pod that {@link #toString} wrote; a project's name has no full stop in it. */
  static PodKey of(String text) {
    int stop = text.indexOf('.');
    if (stop < 0) {
      throw new IllegalArgumentException("'" + text + "' names no pod");
    }
    return new PodKey(
        new ProjectName(text.substring(0, stop)), new ContainerName(text.substring(stop + 1)));
  }

  /** Returns the words for messages. */
  public String words() {
    return "pod '" + infra + "' of project '" + project + "'";
  }

  @Override
  public String toString() {
    return project + "." + infra;
  }
}
