package io.jcompose.runtime.linux.state;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.network.NetworkAllocation;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A project's pod.
 *
 * @param id 64 hexadecimal digits
 * @param plan the project's last plan
 * @param network its place in the network
 * @param run empty unless it was started and not stopped since
 */
public record PodRecord(
    int version,
    String id,
    PodPlan plan,
    Instant created,
    NetworkAllocation network,
    Optional<Run> run) {
  static final int VERSION = 1;

  /** Creates the record of a new pod, in today's form. */
  public static PodRecord of(String id, PodPlan plan, Instant created, NetworkAllocation network) {
    return new PodRecord(VERSION, id, plan, created, network, Optional.empty());
  }

  /** Returns this pod with another plan. */
  public PodRecord withPlan(PodPlan changed) {
    return new PodRecord(version, id, changed, created, network, run);
  }

  /** Returns this pod, running or not. */
  public PodRecord withRun(Optional<Run> changed) {
    return new PodRecord(version, id, plan, created, network, changed);
  }

  /**
   * A pod's being up.
   *
   * @param pause the process that makes it visible and holds the containers' pipes open
   * @param holding whose pipes it holds
   * @param ports what is published, with the host ports chosen
   */
  public record Run(ProcessIdentity pause, List<ContainerName> holding, List<Publication> ports) {
    public Run {
      holding = List.copyOf(holding);
      ports = List.copyOf(ports);
    }
  }
}
