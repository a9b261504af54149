package io.jcompose.runtime.linux.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Accepts connections on one published port. */
final class TcpListener implements SelectorForwarder.Readiness {
  private final Selector selector;
  private final ServerSocketChannel channel;
  private final InetSocketAddress target;

  private TcpListener(Selector selector, ServerSocketChannel channel, InetSocketAddress target) {
    this.selector = selector;
    this.channel = channel;
    this.target = target;
  }

  /** Lets the selector's thread accept what comes; takes the channel over. */
  static void register(Selector selector, ServerSocketChannel channel, InetSocketAddress target)
      throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_ACCEPT, new TcpListener(selector, channel, target));
  }

  @Override
  public void ready() {
    try {
      SocketChannel client = channel.accept();
      if (client != null) {
        TcpConnection.open(selector, client, target);
      }
    } catch (IOException e) {
      // the client is gone again, or no descriptor is left; the next round tries again
    }
  }
}
