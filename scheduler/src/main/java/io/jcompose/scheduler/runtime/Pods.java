package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The pods of an engine: network namespaces that outlive the containers in them. */
public interface Pods {
  /**
   * Records a pod and gives it its addresses; the project is recorded and the networks exist. Makes
   * nothing in the kernel yet. A pod that exists is brought up to date with {@code plan}: one that
   * runs joins and leaves networks and publishes other ports at once, and its containers run on.
   *
   * @throws RuntimeFailure if a network is missing, or a fixed address is taken
   */
  PodStatus create(ProjectName project, InfraPlan plan);

  /**
   * Decides on the host ports of these pods together, those that are to be chosen included, so that
   * a conflict is known before any pod starts. Makes nothing. Pods that run keep what they have.
   *
   * @throws PortInUseException if a published port is taken; it names all that are
   */
  void choosePorts(ProjectName project, Collection<ContainerName> pods);

  /**
   * Makes the pod real: the network namespace with its links, and the published ports, on the host
   * ports that were chosen last. What is there already is left as it is; after a reboot everything
   * is made anew.
   *
   * @throws PortInUseException if a host port was taken since it was chosen
   */
  PodStatus start(ProjectName project, ContainerName pod);

  /** Frees the published ports and gives up the name. A pod that does not run is left as it is. */
  void stop(ProjectName project, ContainerName pod);

  /**
   * Lets a pod join a network besides those of its plan, whether or not it runs. It stays there
   * whatever plans come, until it is {@linkplain #disconnect told to leave} or removed.
   *
   * @throws RuntimeFailure if there is no such pod or network, or a fixed address is taken
   */
  PodStatus connect(ProjectName project, ContainerName pod, AttachmentPlan place);

  /**
   * Lets a pod leave a network, whether or not it runs and whether or not its plan names it. It
   * stays away whatever plans come, until it is {@linkplain #connect told to join} or removed. One
   * that is not in the network is a success.
   */
  PodStatus disconnect(ProjectName project, ContainerName pod, NetworkName network);

  /** Returns a pod. */
  Optional<PodStatus> find(ProjectName project, ContainerName pod);

  /** Returns the pods of a project, sorted by name. */
  List<PodStatus> list(ProjectName project);

  /**
   * Removes the pod with all it has in the kernel and on disk; none of its containers may run, and
   * those that are at rest start again once there is a pod of its name. A pod that is gone is a
   * success, and what an earlier attempt left is removed.
   */
  void remove(ProjectName project, ContainerName pod);
}
