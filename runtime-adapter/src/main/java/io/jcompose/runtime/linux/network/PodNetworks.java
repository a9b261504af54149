package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.forward.Forwarder;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Door of the package: gives pods their place in the network, and takes it away.
 *
 * <p>All that is made can be found again from a {@link NetworkAllocation} and the pin alone, so any
 * later process can go on where another was killed. Calls for one project must not overlap (whoever
 * changes a project holds its lock); calls for different projects may. Every method acts on the
 * network namespace of the calling thread. Failures are {@link
 * io.jcompose.scheduler.runtime.RuntimeFailure}.
 */
public interface PodNetworks {

  /** Returns the networks of this host. One a process is enough; it may be used by all threads. */
  static PodNetworks of(Host host) {
    return new BridgedPodNetworks(host, Firewall.of(host));
  }

  /**
   * Chooses a bridge and a free subnet for a project. Makes nothing in the kernel. The subnet
   * overlaps no address, route or name server of the host and nobody else's allocation; it stays
   * reserved until {@link #down}. A second call for the same project returns the same.
   *
   * @param others what other projects have, as they recorded it
   */
  NetworkAllocation allocate(ProjectName project, Collection<NetworkAllocation> others);

  /**
   * Decides on the host port of each published port: the one asked for, the first free one of a
   * range, or one the kernel picks. Makes nothing; to be called while the pod does not run.
   *
   * @param published what is to be published
   * @param others what other projects that run have published
   * @return in the order of {@code published}
   * @throws io.jcompose.scheduler.runtime.PortInUseException if one is taken; it names who has it
   */
  List<Publication> choosePorts(
      List<PublishedPort> published, Map<ProjectName, List<Publication>> others);

  /**
   * Makes the pod's network namespace and its way out: bridge, cable, addresses, default route,
   * forwarding and masquerading. The namespace is pinned as a file, so that it outlives every
   * process. What is there already is left as it is; what was made is undone if a step fails.
   *
   * @param pin where to pin the namespace; its directory exists. Open it and {@code setns(2)} to
   *     join
   */
  void up(NetworkAllocation allocation, Path pin);

  /**
   * Redirects the host's ports to the pod, in one transaction that replaces what was published
   * before. Source addresses are preserved, but for connections that come from the host's loopback
   * or from the pod itself. Covers IPv4; IPv6, and hosts without nftables, are served by {@link
   * #forward}. After {@link #up}.
   */
  void publish(NetworkAllocation allocation, List<Publication> publications);

  /** Ends what {@link #publish} did; nothing published is a success. */
  void unpublish(NetworkAllocation allocation);

  /**
   * Listens on the published ports within this process and carries what arrives to the pod. This
   * also reserves the ports. Each supervisor does it for its project, until it closes the result.
   *
   * @param warnings is told what does not work as wished
   * @throws io.jcompose.scheduler.runtime.PortInUseException if a port was taken meanwhile
   */
  Forwarder forward(
      NetworkAllocation allocation, List<Publication> publications, Consumer<String> warnings);

  /**
   * Removes everything {@link #allocate}, {@link #up} and {@link #publish} made, and gives back the
   * host settings that were changed when the last project goes. Goes on after a failure and reports
   * all at the end; what is gone already is a success, so it may be repeated.
   */
  void down(NetworkAllocation allocation, Path pin);

  /** Returns what this host cannot do and how to make it able; empty if all is there. */
  Optional<Shortfall> shortfall();

  /**
   * Something the host lacks.
   *
   * @param what a clause: what does not work and why
   * @param hint an imperative sentence that names the package
   */
  record Shortfall(String what, String hint) {}
}
