package io.jcompose.scheduler.observe;

import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.NetworkStatus;
import io.jcompose.scheduler.runtime.PodStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what stands on the host. */
public final class Observer {
  private final ContainerRuntime runtime;

  /** Creates an observer that reads through {@code runtime}. */
  public Observer(ContainerRuntime runtime) {
    this.runtime = runtime;
  }

  /** Returns what stands on the host for a project. */
  public Observed observe(ProjectName project) {
    return observe(project, List.of(), List.of());
  }

  /** Returns what stands on the host for a project that is to use these networks and volumes. */
  public Observed observe(
      ProjectName project, Collection<NetworkPlan> networks, Collection<VolumePlan> volumes) {
    Map<ContainerName, PodStatus> pods = new TreeMap<>();
    runtime.pods().list(project).forEach(pod -> pods.put(pod.name(), pod));
    Map<ContainerName, ContainerStatus> containers = new TreeMap<>();
    runtime.containers().list(project).forEach(status -> containers.put(status.name(), status));
    Map<VolumeName, VolumePlan> own = new TreeMap<>();
    runtime.volumes().list(project).forEach(volume -> own.put(volume.name(), volume));
    Set<VolumeName> others = new TreeSet<>();
    for (VolumePlan volume : volumes) {
      if (!own.containsKey(volume.name()) && runtime.volumes().exists(volume.name())) {
        others.add(volume.name());
      }
    }
    return new Observed(
        project,
        runtime.projects().find(project),
        networks(project, networks),
        pods,
        containers,
        own,
        others);
  }

  private Map<NetworkName, NetworkStatus> networks(
      ProjectName project, Collection<NetworkPlan> wanted) {
    Map<NetworkName, NetworkStatus> networks = new TreeMap<>();
    for (NetworkStatus network : runtime.networks().list()) {
      if (network.plan().project().filter(project::equals).isPresent()) {
        networks.put(network.plan().name(), network);
      }
    }
    for (NetworkPlan network : wanted) {
      if (!networks.containsKey(network.name())) {
        runtime
            .networks()
            .find(network.name())
            .ifPresent(found -> networks.put(network.name(), found));
      }
    }
    return networks;
  }
}
