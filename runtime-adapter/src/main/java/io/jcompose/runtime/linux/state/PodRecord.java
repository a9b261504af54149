package io.jcompose.runtime.linux.state;

import io.jcompose.model.plan.InfraPlan;
import io.jcompose.runtime.linux.network.PodLink;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.time.Instant;
import java.util.List;

/**
 * A pod.
 *
 * @param id 64 hexadecimal digits
 * @param links its places in networks, with the addresses it was given
 * @param ports what it publishes while it runs, with the host ports that were chosen last
 * @param started whether it was started and not stopped since
 */
public record PodRecord(
    int version,
    String id,
    InfraPlan plan,
    Instant created,
    List<PodLink> links,
    List<Publication> ports,
    boolean started) {
  static final int VERSION = 2;

  public PodRecord {
    links = List.copyOf(links);
    ports = List.copyOf(ports);
  }

  /** Creates the record of a new pod, in today's form. */
  public static PodRecord of(String id, InfraPlan plan, Instant created, List<PodLink> links) {
    return new PodRecord(VERSION, id, plan, created, links, List.of(), false);
  }

  /** Returns this pod with another plan and the places in networks that go with it. */
  public PodRecord withPlan(InfraPlan changed, List<PodLink> changedLinks) {
    return new PodRecord(version, id, changed, created, changedLinks, ports, started);
  }

  /** Returns this pod with other host ports. */
  public PodRecord withPorts(List<Publication> chosen) {
    return new PodRecord(version, id, plan, created, links, chosen, started);
  }

  /** Returns this pod, started or not. */
  public PodRecord withStarted(boolean changed) {
    return new PodRecord(version, id, plan, created, links, ports, changed);
  }
}
