package io.jcompose.runtime.linux;

import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.network.PodLink;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProcessIdentity;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.PodStatus.Attachment;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How pods are doing, by what is recorded of them and what is still there. Changes nothing. */
final class PodStates {
  private final StateStore state;
  private final PipeHolder holder;

  PodStates(StateStore state, PipeHolder holder) {
    this.state = state;
    this.holder = holder;
  }

  /** Returns the failure of asking for a pod that is not there. */
  static RuntimeFailure unknown(ProjectName project, ContainerName infra) {
    return new RuntimeFailure(
        "there is no pod '" + infra + "' in project '" + project + "'",
        "make it with 'jcompose -p " + project + " up'");
  }

  /** Returns whether containers can be in the pod now. */
  boolean isRunning(ProjectName project, PodRecord pod) {
    if (!pod.started() || holder.find(project).isEmpty()) {
      return false;
    }
    Path pin = state.project(project).networkNamespace(pod.plan().name());
    return !(pod.plan().namespace() instanceof NetworkNamespace.Own) || Files.exists(pin);
  }

  /** Returns what a pod looks like to others. */
  PodStatus status(ProjectName project, PodRecord pod) {
    boolean only = state.project(project).pods().size() == 1;
    return status(project, pod, only ? pausePid(project) : Optional.empty());
  }

  /** Returns what all pods of a project look like to others, sorted by name. */
  List<PodStatus> all(ProjectName project) {
    List<PodRecord> pods = state.project(project).pods();
    Optional<Long> pid = pods.size() == 1 ? pausePid(project) : Optional.empty();
    return pods.stream().map(pod -> status(project, pod, pid)).toList();
  }

  private Optional<Long> pausePid(ProjectName project) {
    return holder.find(project).map(ProcessIdentity::pid);
  }

  private PodStatus status(ProjectName project, PodRecord pod, Optional<Long> pid) {
    boolean running = isRunning(project, pod);
    return new PodStatus(
        project,
        pod.plan(),
        pod.id(),
        pod.created(),
        running,
        running ? pid : Optional.empty(),
        pod.links().stream().map(PodStates::attachment).toList(),
        running ? pod.ports() : List.of());
  }

  private static Attachment attachment(PodLink link) {
    return new Attachment(
        link.network(), link.interfaceName(), link.addresses(), link.macAddress().toString());
  }
}
