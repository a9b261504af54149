package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pod as it is.
 *
 * @param plan what it was made for; the project's last plan
 * @param id 64 hexadecimal digits, for display
 * @param running whether its namespace exists and the pause process lives
 * @param pid of the pause process, if it runs
 * @param address the pod's IPv4 address
 * @param ports what is published, with the host ports chosen; empty unless it runs
 */
public record PodStatus(
    PodPlan plan,
    String id,
    Instant created,
    boolean running,
    Optional<Long> pid,
    String address,
    List<Publication> ports) {
  public PodStatus {
    ports = List.copyOf(ports);
  }

  /**
   * A published port.
   *
   * @param hostAddress the address it listens on; {@code 0.0.0.0} means all
   */
  public record Publication(ServiceName service, String hostAddress, int hostPort, Port target) {}
}
