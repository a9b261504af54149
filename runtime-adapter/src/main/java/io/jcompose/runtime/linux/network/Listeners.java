package io.jcompose.runtime.linux.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;

/**
 * Opens listening sockets of the host. Probing for a free port and forwarding both come here, so
 * that what the probe found free can be bound.
 */
final class Listeners {
  private static final int BACKLOG = 1024;

  private Listeners() {}

  /** Opens a listening socket; port 0 lets the kernel choose. */
  static ServerSocketChannel tcp(HostAddress address, int port) throws IOException {
    ServerSocketChannel channel =
        address.isWildcard()
            ? ServerSocketChannel.open()
            : ServerSocketChannel.open(family(address));
    try {
      // connections of an earlier listener that are still winding up must not keep us out
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(socketAddress(address, port), BACKLOG);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Opens a datagram socket; port 0 lets the kernel choose. */
  static DatagramChannel udp(HostAddress address, int port) throws IOException {
    DatagramChannel channel =
        address.isWildcard() ? DatagramChannel.open() : DatagramChannel.open(family(address));
    try {
      channel.bind(socketAddress(address, port));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static StandardProtocolFamily family(HostAddress address) {
    return address.ipv4().isPresent() ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
  }

  private static InetSocketAddress socketAddress(HostAddress address, int port) {
    // without a family a channel takes IPv6 and IPv4, or IPv4 only where the host has no IPv6
    return address.isWildcard()
        ? new InetSocketAddress(port)
        : new InetSocketAddress(address.address(), port);
  }
}
