package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.linux.network.PinnedNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A server that others are asked about.
 *
 * @param address and port
 * @param within the pod from inside which it is asked; from the host, if there is none
 */
record Upstream(InetSocketAddress address, Optional<PinnedNamespace> within) {
  private static final int MOST = 8; // so that a question ends in a bounded time

  /** Returns a server that is asked from the host. */
  static Upstream ofHost(InetAddress address) {
    return new Upstream(new InetSocketAddress(address, Redirection.PORT), Optional.empty());
  }

  /**
   * Returns the servers that a view names for a pod. What is loopback there is the pod's own: the
   * host's must not be reached by a line in a file. Our own address among them means nobody new.
   */
  static List<Upstream> of(View view, PinnedNamespace pod) {
    IpAddress own = IpAddress.of(Redirection.address());
    return view.upstream().stream()
        .filter(address -> !address.equals(own))
        .limit(MOST)
        .map(
            address ->
                new Upstream(
                    new InetSocketAddress(address.toInetAddress(), Redirection.PORT),
                    address.isLoopback() ? Optional.of(pod) : Optional.empty()))
        .toList();
  }

  /** Opens a socket that takes datagrams of this server only, from a port the kernel picks. */
  DatagramChannel openUdp() throws IOException {
    DatagramChannel channel = opened(() -> DatagramChannel.open(family()));
    try {
      channel.configureBlocking(false);
      channel.connect(address);
      return channel;
    } catch (IOException e) {
      EventLoop.closeQuietly(channel);
      throw e;
    }
  }

  /** Opens a socket to connect with. */
  SocketChannel openTcp() throws IOException {
    SocketChannel channel = opened(() -> SocketChannel.open(family()));
    try {
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      EventLoop.closeQuietly(channel);
      throw e;
    }
  }

  private ProtocolFamily family() {
    return address.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  private interface Opening<T> {
    T open() throws IOException;
  }

  private <T> T opened(Opening<T> opening) throws IOException {
    Supplier<T> work =
        () -> {
          try {
            return opening.open();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    try {
      return within.map(pod -> pod.inside(work)).orElseGet(work);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
