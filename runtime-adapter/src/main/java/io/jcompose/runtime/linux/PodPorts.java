package io.jcompose.runtime.linux;

import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.network.PodNetworks;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProjectHome;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which ports of the host pods publish theirs on, with regard to all pods that run on it. */
final class PodPorts {
  private final StateStore state;
  private final PodNetworks networks;
  private final PodServices services;
  private final PodStates states;

  PodPorts(StateStore state, PodNetworks networks, PodServices services, PodStates states) {
    this.state = state;
    this.networks = networks;
    this.services = services;
    this.states = states;
  }

  /** Returns a pod with the ports that are free for it now; nothing of it may listen. */
  PodRecord chosen(PodKey key, PodRecord pod) {
    return pod.withPorts(
        networks.choosePorts(pod.plan().ports(), publications(other -> !other.equals(key))));
  }

  /** Records what is chosen for pods of a project together, for those that do not run. */
  void choose(ProjectName project, Collection<ContainerName> infras) {
    ProjectHome home = state.project(project);
    List<PodRecord> pods = new ArrayList<>();
    List<PublishedPort> wanted = new ArrayList<>();
    for (ContainerName infra : infras) {
      PodRecord pod = home.pod(infra).orElseThrow(() -> PodStates.unknown(project, infra));
      if (!states.isRunning(project, pod)) {
        services.stop(new PodKey(project, infra));
        pods.add(pod);
        wanted.addAll(pod.plan().ports());
      }
    }
    // none of these runs, so none of them counts among those that publish
    List<Publication> chosen = networks.choosePorts(wanted, publications(any -> true));
    int next = 0;
    for (PodRecord pod : pods) {
      int end = next + pod.plan().ports().size();
      home.save(pod.withPorts(chosen.subList(next, end)));
      next = end;
    }
  }

  /** What other pods that run on this host publish, whoever's they are. */
  private Map<ProjectName, List<Publication>> publications(Predicate<PodKey> counting) {
    Map<ProjectName, List<Publication>> publications = new LinkedHashMap<>();
    for (ProjectName project : state.projects()) {
      for (PodRecord pod : state.project(project).pods()) {
        boolean counts = counting.test(new PodKey(project, pod.plan().name()));
        if (counts && !pod.ports().isEmpty() && states.isRunning(project, pod)) {
          publications.computeIfAbsent(project, unused -> new ArrayList<>()).addAll(pod.ports());
        }
      }
    }
    return publications;
  }
}
