package io.jcompose.scheduler;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.reconcile.Wanted;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.NetworkStatus;
import io.jcompose.scheduler.runtime.PodStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to be there again where an update of a service is taken back: its replicas as they were,
 * in a project that is else as the new plan says.
 */
final class Rollback {
  private final PodPlan plan;
  private final Observed before;
  private final ServiceName service;
  private final Images images;

  /**
   * Creates what describes one rollback.
   *
   * @param plan what was to be
   * @param before what stood there before that was begun
   */
  Rollback(PodPlan plan, Observed before, ServiceName service, Images images) {
    this.plan = plan;
    this.before = before;
    this.service = service;
    this.images = images;
  }

  /** Returns what is wanted: those replicas that ran. */
  Wanted wanted() {
    List<Wanted.Container> containers =
        replicas().stream()
            .filter(ContainerStatus::running)
            .map(status -> new Wanted.Container(spec(status), status.imageId(), true))
            .toList();
    return new Wanted(mixed(), containers);
  }

  private List<ContainerStatus> replicas() {
    return before.all().stream()
        .filter(status -> status.spec().plan().service().equals(service))
        .filter(status -> !status.spec().plan().isOneOff())
        .toList();
  }

  /** Returns what a replica was made of; by its id if its image's name means another one now. */
  private ContainerSpec spec(ContainerStatus status) {
    ContainerPlan container = status.spec().plan();
    boolean same =
        images
            .find(container.image())
            .filter(image -> image.id().equals(status.imageId()))
            .isPresent();
    return same ? status.spec() : status.spec().withImage(new ImageReference(status.imageId()));
  }

  private PodPlan mixed() {
    Set<ContainerName> foreign =
        plan.containers().stream()
            .filter(container -> !container.service().equals(service))
            .map(ContainerPlan::pod)
            .collect(Collectors.toSet());
    List<ContainerPlan> containers = new ArrayList<>();
    for (ContainerPlan container : plan.containers()) {
      if (!container.service().equals(service)) {
        containers.add(container);
      }
    }
    List<InfraPlan> pods =
        new ArrayList<>(plan.pods().stream().filter(pod -> foreign.contains(pod.name())).toList());
    Set<ContainerName> own = new LinkedHashSet<>();
    for (ContainerStatus status : replicas()) {
      containers.add(spec(status).plan());
      own.add(status.spec().plan().pod());
    }
    own.removeAll(foreign);
    own.stream().flatMap(name -> before.pod(name).stream()).map(PodStatus::plan).forEach(pods::add);
    return new PodPlan(
        plan.project(),
        plan.topology(),
        plan.reason(),
        plan.projectDirectory(),
        plan.files(),
        networks(),
        pods,
        containers,
        volumes(),
        plan.idle());
  }

  private List<NetworkPlan> networks() {
    List<NetworkPlan> networks = new ArrayList<>(plan.networks());
    before.networks().values().stream()
        .map(NetworkStatus::plan)
        .filter(old -> plan.networks().stream().noneMatch(now -> now.name().equals(old.name())))
        .forEach(networks::add);
    return networks;
  }

  private List<VolumePlan> volumes() {
    List<VolumePlan> volumes = new ArrayList<>(plan.volumes());
    before.ownVolumes().values().stream()
        .filter(old -> plan.volumes().stream().noneMatch(now -> now.name().equals(old.name())))
        .forEach(volumes::add);
    return volumes;
  }
}
