package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.OneOffPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the user wants.
 *
 * @param plan the whole project
 * @param containers those that are to run now, in any order
 * @param idle services that are to have no container now
 * @param oneOff one of {@code containers} that the plan does not have
 */
public record Wanted(
    PodPlan plan,
    List<Wanted.Container> containers,
    Set<ServiceName> idle,
    Optional<OneOffPlan> oneOff) {
  public Wanted {
    containers = List.copyOf(containers);
    idle = Collections.unmodifiableSet(new TreeSet<>(idle));
  }

  /** Creates what {@code up} wants: containers of the plan. */
  public Wanted(PodPlan plan, List<Wanted.Container> containers) {
    this(plan, containers, Set.of(), Optional.empty());
  }

  /** Returns the pods that there may be. */
  List<InfraPlan> pods() {
    List<InfraPlan> pods = new ArrayList<>(plan.pods());
    oneOff.flatMap(OneOffPlan::pod).ifPresent(pods::add);
    return pods;
  }

  /** Returns the pod of a container that is to run. */
  public InfraPlan pod(ContainerName name) {
    return oneOff
        .flatMap(OneOffPlan::pod)
        .filter(pod -> pod.name().equals(name))
        .orElseGet(() -> plan.pod(name));
  }

  /** Returns the networks that there may be. */
  public List<NetworkPlan> networks() {
    return oneOff.map(OneOffPlan::networks).orElse(plan.networks());
  }

  /** Returns the volumes that there may be. */
  public List<VolumePlan> volumes() {
    return oneOff.map(OneOffPlan::volumes).orElse(plan.volumes());
  }

  /**
   * A container that is to run.
   *
   * @param imageId of the image that its reference means at present
   * @param chosen whether it was asked for, rather than being there for others that depend on it
   */
  public record Container(ContainerSpec spec, String imageId, boolean chosen) {}
}
