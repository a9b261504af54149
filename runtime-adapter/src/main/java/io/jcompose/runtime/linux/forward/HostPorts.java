package io.jcompose.runtime.linux.forward;

import io.jcompose.model.value.Protocol;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.sockets.SocketOwners;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Sockets;
import io.jcompose.runtime.syscall.SyscallException;
import java.net.InetAddress;
import java.util.Optional;

/** Tells which ports of the host a {@link Forwarder} could listen on, and who has the others. */
public final class HostPorts {
  private final SocketOwners owners;

  public HostPorts(Host host) {
    this.owners = new SocketOwners(host);
  }

  /**
   * Binds for a moment, exactly as the forwarder would.
   *
   * @param port 0 lets the kernel choose
   * @return the port, or nothing if it cannot be bound
   */
  public Optional<Integer> tryToBind(InetAddress address, int port, Protocol protocol) {
    if (protocol == Protocol.SCTP) {
      // the forwarder does not listen on these, so the kernel's list has to do
      return owners.hasSctp(port) ? Optional.empty() : Optional.of(port);
    }
    try {
      Fd socket = Listeners.open(address, port, protocol);
      try {
        return Optional.of(Sockets.own(socket).port());
      } finally {
        Descriptors.close(socket);
      }
    } catch (SyscallException e) {
      return Optional.empty();
    }
  }

  /** Returns who listens on a port, such as {@code process 1234 (nginx)}. */
  public String owner(int port, Protocol protocol) {
    return owners.owner(port, protocol);
  }
}
