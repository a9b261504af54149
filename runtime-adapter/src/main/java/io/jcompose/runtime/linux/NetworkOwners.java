package io.jcompose.runtime.linux;

import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.process.NetworkPlace;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.scheduler.runtime.RuntimeFailure;

/** Whose network a container is in: its pod's, the host's, or that of another container's pod. */
final class NetworkOwners {
  private final StateStore state;
  private final PodStates states;

  NetworkOwners(StateStore state, PodStates states) {
    this.state = state;
    this.states = states;
  }

  /**
   * Returns where a container of this pod is to be born.
   *
   * @throws RuntimeFailure if the pod does not run
   */
  NetworkPlace place(ProjectName project, ContainerName infra, ContainerName container) {
    PodRecord pod = running(project, infra, container);
    NetworkNamespace namespace = pod.plan().namespace();
    if (namespace instanceof NetworkNamespace.Host) {
      return new NetworkPlace.OfHost();
    }
    if (namespace instanceof NetworkNamespace.OfContainer other) {
      ContainerHome owner = owner(other, container);
      ContainerRecord record = owner.container().orElseThrow();
      return place(owner.project(), record.spec().plan().pod(), container);
    }
    return new NetworkPlace.Pinned(state.project(project).networkNamespace(infra));
  }

  /** Returns the pod whose network a container of this pod is in: another one's, where it joins. */
  PodRecord networkOf(ProjectName project, ContainerName infra, ContainerName container) {
    PodRecord pod = running(project, infra, container);
    if (pod.plan().namespace() instanceof NetworkNamespace.OfContainer other) {
      ContainerHome owner = owner(other, container);
      ContainerName joined = owner.container().orElseThrow().spec().plan().pod();
      return networkOf(owner.project(), joined, container);
    }
    return pod;
  }

  private PodRecord running(ProjectName project, ContainerName infra, ContainerName container) {
    return state
        .project(project)
        .pod(infra)
        .filter(pod -> states.isRunning(project, pod))
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "cannot start container '"
                        + container
                        + "': its pod '"
                        + infra
                        + "' does not run",
                    "start the project with 'jcompose -p " + project + " up'"));
  }

  private ContainerHome owner(NetworkNamespace.OfContainer other, ContainerName container) {
    return state
        .findByNameOrId(other.container())
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "cannot start container '"
                        + container
                        + "': it joins the network of container '"
                        + other.container()
                        + "', which does not exist",
                    "start that container first; 'jcompose ls' shows the projects there are"));
  }
}
