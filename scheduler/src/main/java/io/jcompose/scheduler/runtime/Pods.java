package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ProjectName;
import java.util.List;
import java.util.Optional;

/** The pods of an engine: one a project. */
public interface Pods {
  /**
   * Records the pod and gives it an address. Makes nothing in the kernel yet. A pod that exists is
   * brought up to date with {@code plan}.
   */
  PodStatus create(PodPlan plan);

  /**
   * Makes the pod real: the network namespace with its way out, the pause process, the published
   * ports. What is there already is left as it is; after a reboot everything is made anew.
   *
   * @return the pod with the host ports that were chosen
   * @throws PortInUseException before anything was made, if a published port is taken
   */
  PodStatus start(ProjectName project);

  /**
   * Ends the pause process and frees the published ports. A pod that does not run is left as it is.
   */
  void stop(ProjectName project);

  /** Returns the pod of a project. */
  Optional<PodStatus> find(ProjectName project);

  /** Returns all pods, sorted by project. */
  List<PodStatus> list();

  /**
   * Removes the pod with all it has in the kernel and on disk; its containers must be gone. A pod
   * that is gone is a success, and what an earlier attempt left is removed.
   */
  void remove(ProjectName project);
}
