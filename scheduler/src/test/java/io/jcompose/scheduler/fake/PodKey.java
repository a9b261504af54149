package io.jcompose.scheduler.fake;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.runtime.NetworkStatus.Endpoint;
import java.util.Comparator;

/** Which pod. */
record PodKey(ProjectName project, ContainerName infra) implements Comparable<PodKey> {
  private static final Comparator<PodKey> ORDER =
      Comparator.comparing(PodKey::project).thenComparing(PodKey::infra);

  static PodKey of(Endpoint endpoint) {
    return new PodKey(endpoint.project(), endpoint.pod());
  }

  @Override
  public int compareTo(PodKey other) {
    return ORDER.compare(this, other);
  }
}
