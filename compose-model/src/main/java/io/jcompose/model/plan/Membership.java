package io.jcompose.model.plan;

import io.jcompose.model.project.NetworkAttachment;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.NetworkName;
import java.util.List;

/** Where a service's containers are in the network, once all ways of saying it are read. */
sealed interface Membership {
  /**
   * In networks.
   *
   * @param joined in the order of joining
   * @param chosen whether {@code network_mode:} names the only one; then services are not known by
   *     their names there
   */
  record InNetworks(List<Joined> joined, boolean chosen) implements Membership {
    public InNetworks {
      joined = List.copyOf(joined);
    }
  }

  /**
   * A network, and how the service is in it.
   *
   * @param key the network's key in the file, or its name where it has none
   */
  record Joined(String key, NetworkName network, NetworkAttachment attachment) {}

  /** On the host's own network. */
  record OnHost() implements Membership {}

  /** Alone with a loopback. */
  record Alone() implements Membership {}

  /**
   * In the pod of another service's first container.
   *
   * @param service one that does not join another's in turn
   */
  record WithService(Service service) implements Membership {}

  /** In the network namespace of a container that is not the project's. */
  record WithContainer(String container) implements Membership {}
}
