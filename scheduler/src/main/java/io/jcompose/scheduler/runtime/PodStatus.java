package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pod as it is.
 *
 * @param plan what it is made of
 * @param id 64 hexadecimal digits, for display
 * @param running whether its namespace exists and it is reachable
 * @param pid of a process that is there as long as the pod runs, if there is one for this pod alone
 * @param attachments its places in networks, in the order of {@code plan}
 * @param ports what is published, with the host ports chosen; empty unless it runs
 */
public record PodStatus(
    ProjectName project,
    InfraPlan plan,
    String id,
    Instant created,
    boolean running,
    Optional<Long> pid,
    List<Attachment> attachments,
    List<Publication> ports) {
  public PodStatus {
    attachments = List.copyOf(attachments);
    ports = List.copyOf(ports);
  }

  /** Returns the infra's name. */
  public ContainerName name() {
    return plan.name();
  }

  /**
   * A pod's place in a network.
   *
   * @param interfaceName the link's name in the pod
   * @param addresses IPv4 first
   */
  public record Attachment(
      NetworkName network, String interfaceName, List<IpAddress> addresses, String macAddress) {
    public Attachment {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * A published port.
   *
   * @param hostAddress the address it listens on; {@code 0.0.0.0} means all
   */
  public record Publication(ServiceName service, String hostAddress, int hostPort, Port target) {}
}
