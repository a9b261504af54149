package io.jcompose.runtime.linux.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A client's connection and the one to the pod that goes with it. Each direction ends on its own,
 * as with a direct connection; a connection that breaks off on one side breaks off on the other.
 */
final class TcpConnection implements SelectorForwarder.Readiness {
  private final SocketChannel client;
  private final SocketChannel pod;
  private final SelectionKey clientKey;
  private final SelectionKey podKey;
  private final TcpDirection in;
  private final TcpDirection out;
  private boolean connected;

  private TcpConnection(Selector selector, SocketChannel client, SocketChannel pod)
      throws IOException {
    this.client = client;
    this.pod = pod;
    this.in = new TcpDirection(client, pod);
    this.out = new TcpDirection(pod, client);
    this.clientKey = client.register(selector, 0, this);
    this.podKey = pod.register(selector, SelectionKey.OP_CONNECT, this);
  }

  /** Connects a client to the pod; takes the client's channel over. */
  static void open(Selector selector, SocketChannel client, InetSocketAddress target)
      throws IOException {
    SocketChannel pod = SocketChannel.open();
    try {
      for (SocketChannel channel : new SocketChannel[] {client, pod}) {
        channel.configureBlocking(false);
        // what arrives in small pieces was sent in small pieces for a reason
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      TcpConnection connection = new TcpConnection(selector, client, pod);
      if (pod.connect(target)) {
        connection.ready();
      }
    } catch (IOException | RuntimeException e) {
      abort(client);
      abort(pod);
      throw e;
    }
  }

  @Override
  public void ready() {
    try {
      if (!connected) {
        connected = pod.finishConnect();
      }
      if (connected) {
        in.move();
        out.move();
        if (in.isEnded() && out.isEnded()) {
          Quietly.close(client);
          Quietly.close(pod);
        } else {
          clientKey.interestOps(in.interestOfSource() | out.interestOfSink());
          podKey.interestOps(out.interestOfSource() | in.interestOfSink());
        }
      }
    } catch (IOException e) { // refused, reset or timed out: the client is to see it as well
      abort(client);
      abort(pod);
    }
  }

  /** Closes with a reset, so that the peer does not take it for a proper end. */
  private static void abort(SocketChannel channel) {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // it is closed or broken already, which is what is wanted
    }
    Quietly.close(channel);
  }
}
