package io.jcompose.runtime.linux.state;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.linux.network.PodLink;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A pod.
 *
 * @param id 64 hexadecimal digits
 * @param links its places in networks, with the addresses it was given
 * @param ports what it publishes while it runs, with the host ports that were chosen last
 * @param joined networks it was told to join besides those of its plan
 * @param left networks it was told to leave though its plan names them
 * @param started whether it was started and not stopped since
 */
public record PodRecord(
    int version,
    String id,
    InfraPlan plan,
    Instant created,
    List<PodLink> links,
    List<Publication> ports,
    List<AttachmentPlan> joined,
    Set<NetworkName> left,
    boolean started) {
  static final int VERSION = 2;

  public PodRecord {
    links = List.copyOf(links);
    ports = List.copyOf(ports);
    joined = List.copyOf(joined);
    left = Collections.unmodifiableSet(new TreeSet<>(left));
  }

  /** Creates the record of a new pod, in today's form. */
  public static PodRecord of(String id, InfraPlan plan, Instant created) {
    return new PodRecord(
        VERSION, id, plan, created, List.of(), List.of(), List.of(), Set.of(), false);
  }

  /** Returns the places in networks that it is to have. */
  public List<AttachmentPlan> attachments() {
    Set<NetworkName> more = new TreeSet<>();
    joined.forEach(place -> more.add(place.network()));
    return Stream.concat(
            plan.attachments().stream()
                .filter(
                    place -> !left.contains(place.network()) && !more.contains(place.network())),
            joined.stream())
        .toList();
  }

  /** Returns this pod with another plan. */
  public PodRecord withPlan(InfraPlan changed) {
    return new PodRecord(version, id, changed, created, links, ports, joined, left, started);
  }

  /** Returns this pod with other places in networks. */
  public PodRecord withLinks(List<PodLink> changed) {
    return new PodRecord(version, id, plan, created, changed, ports, joined, left, started);
  }

  /** Returns this pod after it was told to join a network. */
  public PodRecord joining(AttachmentPlan place) {
    List<AttachmentPlan> more = new ArrayList<>(joined);
    more.removeIf(other -> other.network().equals(place.network()));
    more.add(place);
    Set<NetworkName> away = new TreeSet<>(left);
    away.remove(place.network());
    return new PodRecord(version, id, plan, created, links, ports, more, away, started);
  }

  /** Returns this pod after it was told to leave a network. */
  public PodRecord leaving(NetworkName network) {
    List<AttachmentPlan> rest = new ArrayList<>(joined);
    rest.removeIf(place -> place.network().equals(network));
    Set<NetworkName> away = new TreeSet<>(left);
    away.add(network);
    return new PodRecord(version, id, plan, created, links, ports, rest, away, started);
  }

  /** Returns this pod with other host ports. */
  public PodRecord withPorts(List<Publication> chosen) {
    return new PodRecord(version, id, plan, created, links, chosen, joined, left, started);
  }

  /** Returns this pod, started or not. */
  public PodRecord withStarted(boolean changed) {
    return new PodRecord(version, id, plan, created, links, ports, joined, left, changed);
  }
}
