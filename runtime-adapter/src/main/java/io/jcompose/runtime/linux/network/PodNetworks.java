package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.NetworkStatus.Endpoint;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Door of the package: networks, and the places of pods in them.
 *
 * <p>Networks and places are recorded below {@code STATE/networks}, so any later process can go on
 * where another was killed. Safe for several threads and processes; calls for one and the same pod
 * must not overlap. Every method acts on the network namespace of the calling thread. Failures are
 * {@link io.jcompose.scheduler.runtime.RuntimeFailure}.
 */
public interface PodNetworks {
  /** The network that is there without being made, as {@code network_mode: bridge} means it. */
  NetworkName PREDEFINED = NetworkName.BRIDGE;

  /**
   * Returns the networks of this host. One a process is enough; it may be used by all threads.
   *
   * @param firewall what their rules are told to
   * @param exists whether a pod is recorded: what is claimed by one that is not, and whose maker
   *     died, is free again
   * @param warnings is told of what does not work as asked, in whole sentences; any thread
   */
  static PodNetworks of(
      Host host, Firewall firewall, Predicate<PodKey> exists, Consumer<String> warnings) {
    return HostPodNetworks.of(host, firewall, exists, warnings);
  }

  /**
   * Makes a network known: chooses what is not asked for and reserves it. One of that name that
   * exists is returned as it is. Makes nothing in the kernel yet.
   */
  NetworkRecord create(NetworkPlan plan);

  /** Returns the network of that name. */
  Optional<NetworkRecord> find(NetworkName name);

  /** Returns all networks, sorted by name. */
  List<NetworkRecord> list();

  /**
   * Removes a network with all that the kernel has of it; one that is gone is a success.
   *
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure if a pod is attached; it names one
   */
  void remove(NetworkName name);

  /** Returns the pods attached to a network, sorted by project and name. */
  List<Endpoint> endpoints(NetworkName name);

  /**
   * Gives a pod its places: claims addresses, names links. The same again returns the same. A place
   * that is asked for no longer is given back by the next {@link #up} or {@link #down}, or at once
   * if the kernel knows nothing of it. {@link #PREDEFINED} is made with the first pod that asks for
   * it and goes with the last.
   *
   * @return in the order of {@code attachments}
   */
  List<PodLink> attach(PodKey pod, List<AttachmentPlan> attachments);

  /**
   * Makes the pod's network namespace and its links, with all that they need on the host. The
   * namespace is pinned as a file, so that it outlives every process. What is there already is left
   * as it is, so a pod that runs joins and leaves networks; what was made is undone if a step
   * fails.
   *
   * @param links as the last {@link #attach} returned them
   * @param pin where to pin the namespace; its directory exists. Open it and {@code setns(2)} to
   *     join
   */
  void up(PodKey pod, List<PodLink> links, Path pin);

  /**
   * Removes the pod's links, its namespace, what it publishes, and gives its addresses back. Goes
   * on after a failure and reports all at the end; what is gone already is a success.
   */
  void down(PodKey pod, Path pin);

  /**
   * Decides on the host port of each published port: the one asked for, the first free one of a
   * range, or one the kernel picks. Makes nothing; to be called while the pods do not run.
   *
   * @param published what is to be published
   * @param others what is published already, by whom
   * @return in the order of {@code published}
   * @throws io.jcompose.scheduler.runtime.PortInUseException if one is taken; it names who has it
   */
  List<Publication> choosePorts(
      List<PublishedPort> published, Map<ProjectName, List<Publication>> others);

  /**
   * Redirects the host's ports to the pod, in one transaction that replaces what it published
   * before. Source addresses are preserved, but for connections from the host's loopback, from the
   * pod itself, and into networks by which the pod does not answer strangers. IPv6's loopback, and
   * hosts without nftables, are left to a forwarder that listens. After {@link #up}.
   */
  void publish(PodKey pod, List<PodLink> links, List<Publication> publications);

  /** Ends what {@link #publish} did; nothing published is a success. */
  void unpublish(PodKey pod);

  /**
   * Puts the firewall's tables back whenever somebody removes them, until the result is closed: a
   * reload of the host's own rules often begins with removing all. One thread, which waits.
   */
  Watch watchFirewall();

  /** Something that goes on until it is closed. */
  @FunctionalInterface
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Returns what can lead a pod out where the firewall does not: one command, or several of which
   * the first that works is to be kept running while the pod runs. Asked again, and while the
   * host's addresses do not change, it says the same.
   *
   * @param links as the last {@link #attach} returned them
   * @param pin where the namespace is pinned
   * @return nothing if the pod needs none: the firewall is there, its networks are internal or not
   *     masqueraded, or a link of its own leads out; nor if this host has none of the programs
   */
  List<Uplink> uplinks(List<PodLink> links, Path pin);

  /**
   * Lets the pod's default routes go by an uplink, and refuses the way to bridges that it is not
   * on: to the uplink's program they are as near as to the host. Repeated, it changes nothing but
   * for networks that came or went.
   *
   * @return false if the program has not made its interface yet, or is gone
   */
  boolean lead(List<PodLink> links, Path pin, Uplink uplink);

  /** Returns whether pods of masqueraded networks reach what is outside, by whichever means. */
  boolean leadsOut();

  /** Returns which of these networks have no way out that should have one, and why. */
  Optional<Shortfall> withoutWayOut(Collection<NetworkPlan> plans);

  /** Returns why this host's firewall cannot be used; empty if it can. */
  Optional<Shortfall> shortfall();

  /**
   * Something the host lacks.
   *
   * @param what a clause: what does not work or why
   * @param hint an imperative sentence that names the package
   */
  record Shortfall(String what, String hint) {}
}
