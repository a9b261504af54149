package io.jcompose.scheduler.graph;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.value.ServiceName;
import java.util.List;
import java.util.stream.Collectors;

/** Services depend on each other in a circle, so that none of them can be the first. */
public final class DependencyCycleException extends JcomposeException {
  private static final long serialVersionUID = 1;
  private final transient List<ServiceName> path;

  /** Creates the exception for a path whose last service is its first again. */
  DependencyCycleException(List<ServiceName> path) {
    super(
        "dependency cycle detected: "
            + path.stream().map(ServiceName::value).collect(Collectors.joining(" -> ")),
        "take one of these out of the other's 'depends_on' or 'links'",
        null);
    this.path = List.copyOf(path);
  }

  /** Returns the services along the circle; the last one is the first again. */
  public List<ServiceName> path() {
    return path;
  }
}
