package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.NetworkName;
import java.util.List;
import java.util.Optional;

/**
 * The networks of an engine. {@link io.jcompose.model.value.NetworkName#BRIDGE} need not be made:
 * it comes with the first pod that is attached to it, and goes with the last.
 */
public interface Networks {
  /**
   * Makes the network and chooses the subnets that are not asked for; one of that name that exists
   * is left as it is. What the kernel needs of it may be made as late as with the first pod.
   *
   * @throws RuntimeFailure if a subnet is taken on this host, or an option means nothing
   */
  NetworkStatus create(NetworkPlan plan);

  /** Returns the network of that name. */
  Optional<NetworkStatus> find(NetworkName name);

  /** Returns all networks, sorted by name. */
  List<NetworkStatus> list();

  /**
   * Removes the network; one that is gone is a success.
   *
   * @throws RuntimeFailure if a pod is still attached to it; it names one
   */
  void remove(NetworkName name);
}
