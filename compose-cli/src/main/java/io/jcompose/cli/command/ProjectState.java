package io.jcompose.cli.command;

import io.jcompose.cli.supervisor.Supervisors;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.Projects;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a project on this host, read from the runtime; the project's files are not
 * needed.
 *
 * @param recorded what it was last told to be
 * @param pods sorted by name
 * @param containers sorted by name, no infra included
 */
record ProjectState(
    ProjectName project,
    Optional<Projects.Recorded> recorded,
    List<PodStatus> pods,
    List<ContainerStatus> containers) {

  /** Reads the state as it is. */
  static ProjectState read(ProjectName project, ContainerRuntime runtime) {
    return new ProjectState(
        project,
        runtime.projects().find(project),
        runtime.pods().list(project),
        runtime.containers().list(project));
  }

  /**
   * Reads the state after making sure that somebody supervises what runs: a supervisor may have
   * died, and restart policies and logs wait for another.
   */
  static ProjectState supervised(
      ProjectName project, ContainerRuntime runtime, Supervisors supervisors) {
    ProjectState state = read(project, runtime);
    if (!state.mayRun() || supervisors.isSupervised(project)) {
      return state;
    }
    supervisors.ensure(project);
    return read(project, runtime);
  }

  private boolean mayRun() {
    return containers.stream()
        .anyMatch(container -> container.running() || container.notes().restarting());
  }

  /** Returns whether nothing of the project is on this host. */
  boolean isAbsent() {
    return recorded.isEmpty() && pods.isEmpty() && containers.isEmpty();
  }

  /** Returns the services that the last plan has or that containers were made for. */
  Set<ServiceName> services() {
    Set<ServiceName> services = new TreeSet<>();
    recorded.ifPresent(
        found ->
            found.plan().containers().stream().map(ContainerPlan::service).forEach(services::add));
    containers.stream().map(container -> container.spec().plan().service()).forEach(services::add);
    return services;
  }

  /** Returns whether a container's service is none of the last plan's. */
  boolean isOrphan(ContainerStatus container) {
    return recorded.isPresent()
        && recorded.get().plan().containers().stream()
            .map(ContainerPlan::service)
            .noneMatch(container.spec().plan().service()::equals);
  }

  /**
   * Returns the services that {@code names} name, in the same order.
   *
   * @throws CommandFailure if there is no such service
   */
  Set<ServiceName> select(Collection<String> names) {
    Set<ServiceName> selected = new LinkedHashSet<>();
    for (String name : names) {
      selected.add(KnownServices.find(name, services()));
    }
    return selected;
  }

  /** Returns the pod that a container is in. */
  Optional<PodStatus> pod(ContainerStatus container) {
    return pods.stream()
        .filter(pod -> pod.name().equals(container.spec().plan().pod()))
        .findFirst();
  }

  /** Returns the ports that a container's pod publishes for its service. */
  List<Publication> published(ContainerStatus container) {
    return pod(container).stream()
        .filter(pod -> !container.spec().plan().isPreStart())
        .flatMap(pod -> pod.ports().stream())
        .filter(port -> port.service().equals(container.spec().plan().service()))
        .toList();
  }

  /** Returns the pods that several containers share: their infra is there to be seen. */
  List<PodStatus> sharedPods() {
    return pods.stream()
        .filter(
            pod ->
                containers.stream()
                            .filter(container -> container.spec().plan().pod().equals(pod.name()))
                            .count()
                        > 1
                    || pods.size() == 1)
        .toList();
  }

  /** Returns the containers of {@code selected} services; of all where none is selected. */
  List<ContainerStatus> of(Set<ServiceName> selected) {
    return containers.stream()
        .filter(
            container -> selected.isEmpty() || selected.contains(container.spec().plan().service()))
        .toList();
  }
}
