package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.runtime.linux.PodMembers.Member;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProjectHome;
import io.jcompose.runtime.linux.state.StateStore;
import java.util.Optional;

/** Keeps the hosts files of containers that run true, when their pod changes or others come. */
final class PodHosts {
  private final StateStore state;
  private final EtcFiles etcFiles;
  private final SelfNames selfNames;
  private final PodMembers members;

  PodHosts(StateStore state, EtcFiles etcFiles, SelfNames selfNames, PodMembers members) {
    this.state = state;
    this.etcFiles = etcFiles;
    this.selfNames = selfNames;
    this.members = members;
  }

  /** Writes what a pod has become into the files of its containers. */
  void refresh(PodKey key, PodRecord pod) {
    ProjectHome project = state.project(key.project());
    for (Member member : members.of(key)) {
      ContainerHome home = project.container(member.name());
      home.container()
          .ifPresent(
              container ->
                  etcFiles.refreshHosts(
                      home, container.spec(), pod, selfNames.of(home, container)));
    }
  }

  /** Makes a container that was created in a pod known to those that are in it already. */
  void welcome(ContainerRecord container) {
    ContainerPlan plan = container.spec().plan();
    members.add(container);
    ProjectHome project = state.project(plan.project());
    Optional<PodRecord> shared =
        project.pod(plan.pod()).filter(pod -> pod.started() && !pod.plan().names().isEmpty());
    if (shared.isPresent()) {
      for (Member member : members.of(new PodKey(plan.project(), plan.pod()))) {
        if (!member.name().equals(plan.name())) {
          etcFiles.introduce(project.container(member.name()), shared.get(), container.shortId());
        }
      }
    }
  }

  /**
   * Forgets a container that is gone. Its line may stay with the others: it means their own pod.
   */
  void dismiss(ContainerHome container) {
    members.remove(container);
  }
}
