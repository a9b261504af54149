package io.jcompose.runtime.linux.forward;

import io.jcompose.model.value.Protocol;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Endpoint;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.SocketOption;
import io.jcompose.runtime.syscall.Sockets;
import io.jcompose.runtime.syscall.Sockets.Family;
import io.jcompose.runtime.syscall.Sockets.Transport;
import io.jcompose.runtime.syscall.SyscallException;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Opens listening sockets of the host. Probing for a free port and forwarding both come here, so
 * that what the probe found free can be bound.
 */
final class Listeners {
  private static final int BACKLOG = 1024;

  private Listeners() {}

  /** Opens a socket that clients can reach at once; port 0 lets the kernel choose. */
  static Fd open(InetAddress address, int port, Protocol protocol) {
    if (address.isAnyLocalAddress()) {
      try {
        return open(Family.IPV6, Endpoint.of(Wildcards.IPV6, port), false, protocol);
      } catch (SyscallException e) {
        if (!e.errno().equals(Errno.EAFNOSUPPORT) && !e.errno().equals(Errno.EADDRNOTAVAIL)) {
          throw e;
        }
        return open(Family.IPV4, Endpoint.of(Wildcards.IPV4, port), false, protocol);
      }
    }
    Family family = address instanceof Inet4Address ? Family.IPV4 : Family.IPV6;
    return open(family, Endpoint.of(address, port), family == Family.IPV6, protocol);
  }

  /** So that a client that has asked one of our addresses is answered by that one. */
  private static void tellDestination(Fd socket, Family family) {
    (family == Family.IPV4
            ? SocketOption.IPV4_TELL_DESTINATION
            : SocketOption.IPV6_TELL_DESTINATION)
        .set(socket, 1);
  }

  private static Fd open(Family family, Endpoint own, boolean ipv6Only, Protocol protocol) {
    Fd socket =
        Sockets.open(family, protocol == Protocol.TCP ? Transport.STREAM : Transport.DATAGRAM);
    try {
      if (family == Family.IPV6) {
        SocketOption.IPV6_ONLY.set(socket, ipv6Only ? 1 : 0); // a sysctl may say otherwise
      }
      if (protocol == Protocol.TCP) {
        // connections of an earlier listener that are still winding up must not keep us out
        SocketOption.REUSE_ADDRESS.set(socket, 1);
        Streams.prepareListener(socket);
      } else {
        tellDestination(socket, family);
      }
      Sockets.bind(socket, own);
      if (protocol == Protocol.TCP) {
        Sockets.listen(socket, BACKLOG);
      }
      return socket;
    } catch (SyscallException e) {
      Descriptors.close(socket);
      throw e;
    }
  }
}
