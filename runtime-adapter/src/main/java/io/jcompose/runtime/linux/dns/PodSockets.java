package io.jcompose.runtime.linux.dns;

import io.jcompose.runtime.linux.network.PinnedNamespace;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;

/**
 * The sockets on which one pod is served.
 *
 * @param udp for datagrams
 * @param tcp for connections
 * @param isRedirected whether they have other ports, and the pod's firewall leads there
 */
record PodSockets(DatagramChannel udp, ServerSocketChannel tcp, boolean isRedirected) {
  private static final int BACKLOG = 64;

  /**
   * Opens the sockets inside the pod: on port 53, or elsewhere if that is to be left free or is
   * taken. They do not block.
   *
   * @throws RuntimeFailure if it cannot be, for one because a redirection is not possible
   */
  static PodSockets open(PinnedNamespace namespace, boolean leavesPort53, Redirection redirection) {
    return namespace.inside(
        () -> {
          try {
            return leavesPort53 ? elsewhere(redirection) : onPort53(redirection);
          } catch (IOException e) {
            throw new RuntimeFailure(
                "cannot open the sockets of the name server: " + e.getMessage(),
                "check that loopback is up in the pod, and raise the limit of open files"
                    + " ('ulimit -n')",
                e);
          }
        });
  }

  private static PodSockets onPort53(Redirection redirection) throws IOException {
    PodSockets sockets;
    try {
      sockets = bound(Redirection.PORT, false);
    } catch (BindException e) { // a program of the pod was faster
      return elsewhere(redirection);
    }
    return sockets.closedUnless(redirection::end); // an earlier supervisor's would lead past us
  }

  private static PodSockets elsewhere(Redirection redirection) throws IOException {
    PodSockets sockets = bound(0, true);
    int udp = sockets.udp.socket().getLocalPort();
    int tcp = sockets.tcp.socket().getLocalPort();
    return sockets.closedUnless(() -> redirection.begin(udp, tcp));
  }

  private PodSockets closedUnless(Runnable works) {
    try {
      works.run();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static PodSockets bound(int port, boolean isRedirected) throws IOException {
    InetAddress address = InetAddress.getByAddress(Redirection.address());
    InetSocketAddress place = new InetSocketAddress(address, port);
    DatagramChannel udp = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      udp.configureBlocking(false);
      udp.bind(place);
      return new PodSockets(udp, listening(place), isRedirected);
    } catch (IOException e) {
      EventLoop.closeQuietly(udp);
      throw e;
    }
  }

  private static ServerSocketChannel listening(InetSocketAddress place) throws IOException {
    ServerSocketChannel tcp = ServerSocketChannel.open(StandardProtocolFamily.INET);
    try {
      tcp.configureBlocking(false);
      tcp.bind(place, BACKLOG);
      return tcp;
    } catch (IOException e) {
      EventLoop.closeQuietly(tcp);
      throw e;
    }
  }

  void close() {
    EventLoop.closeQuietly(udp);
    EventLoop.closeQuietly(tcp);
  }
}
