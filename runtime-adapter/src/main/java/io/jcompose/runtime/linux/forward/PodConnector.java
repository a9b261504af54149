package io.jcompose.runtime.linux.forward;

import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Endpoint;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Sockets;
import io.jcompose.runtime.syscall.Sockets.Family;
import io.jcompose.runtime.syscall.Sockets.Transport;
import io.jcompose.runtime.syscall.SyscallException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Makes connections to one port of a pod. */
final class PodConnector {
  private final List<InetAddress> ipv4 = new ArrayList<>();
  private final List<InetAddress> ipv6 = new ArrayList<>();
  private final int port;
  private final PodSockets sockets;

  PodConnector(ForwardedPort forwarded, PodSockets sockets) {
    for (IpAddress target : forwarded.targets()) {
      (target.isIpv4() ? ipv4 : ipv6).add(target.toInetAddress());
    }
    this.port = forwarded.publication().target().number();
    this.sockets = sockets;
  }

  /** Returns the pod's addresses in the order in which they are tried for a client. */
  List<InetAddress> targets(InetAddress client) {
    boolean four = client instanceof Inet4Address;
    List<InetAddress> targets = new ArrayList<>(four ? ipv4 : ipv6);
    targets.addAll(four ? ipv6 : ipv4);
    return targets;
  }

  /** Sets whom a new datagram socket speaks to. */
  Fd datagrams(InetAddress target) {
    return connected(target, Transport.DATAGRAM, Source.OWN, Endpoint.of(target, port));
  }

  /**
   * Starts to connect, with the client's address if that is wanted and can be had. The socket can
   * be written once it is connected.
   *
   * @throws SyscallException if that fails at once
   */
  Fd connect(Endpoint client, InetAddress target) {
    if (isPreserved(client.address(), target)) {
      try {
        return connected(target, Transport.STREAM, Source.CLIENT, client);
      } catch (SyscallException e) {
        if (!isTaken(e.errno())) {
          throw e;
        }
      }
      try { // another connection has this very address and port: the port is the lesser loss
        return connected(target, Transport.STREAM, Source.CLIENT, Endpoint.of(client.address(), 0));
      } catch (SyscallException e) {
        if (!isTaken(e.errno())) {
          throw e;
        }
      }
    }
    return connected(target, Transport.STREAM, Source.OWN, client);
  }

  private boolean isPreserved(InetAddress client, InetAddress target) {
    return sockets.preserveSource()
        && client instanceof Inet4Address == target instanceof Inet4Address
        && !client.isLoopbackAddress() // the kernel takes it for a forgery
        && !client.isLinkLocalAddress(); // means nothing on another link
  }

  private static boolean isTaken(Errno errno) {
    return errno.equals(Errno.EADDRINUSE) || errno.equals(Errno.EADDRNOTAVAIL);
  }

  /** Which address a connection comes from. */
  private enum Source {
    OWN,
    CLIENT
  }

  private Fd connected(InetAddress target, Transport transport, Source source, Endpoint client) {
    Fd socket = sockets.take(target instanceof Inet4Address ? Family.IPV4 : Family.IPV6, transport);
    try {
      if (source == Source.CLIENT) {
        Sockets.bind(socket, Endpoint.of(client.address(), client.port()));
      }
      Sockets.connect(socket, Endpoint.of(target, port));
      return socket;
    } catch (SyscallException e) {
      Descriptors.close(socket);
      throw e;
    }
  }
}
