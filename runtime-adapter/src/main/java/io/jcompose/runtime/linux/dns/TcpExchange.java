package io.jcompose.runtime.linux.dns;

import io.jcompose.runtime.linux.network.PinnedNamespace;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.random.RandomGenerator;

/** One question to a server, over a connection of its own. */
final class TcpExchange implements EventLoop.Readiness {
  private final Forwarding forwarding;
  private final ForwardedQuestion question;
  private final Upstream server;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final int id;
  private final ByteBuffer out;
  private final Framing in = new Framing(Wire.LARGEST);
  private final long since = System.nanoTime();
  private boolean connected;

  private TcpExchange(
      Forwarding forwarding,
      ForwardedQuestion question,
      Upstream server,
      SocketChannel channel,
      SelectionKey key,
      int id) {
    this.forwarding = forwarding;
    this.question = question;
    this.server = server;
    this.channel = channel;
    this.key = key;
    this.id = id;
    this.out = Framing.framed(question.question().numbered(id));
  }

  /** Begins to connect; the question will be told how it ends. */
  static TcpExchange begin(
      Forwarding forwarding,
      ForwardedQuestion question,
      Upstream server,
      Selector selector,
      RandomGenerator random)
      throws IOException {
    SocketChannel channel = server.openTcp();
    try {
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      channel.connect(server.address()); // if that is done at once, the selector tells as well
      TcpExchange exchange =
          new TcpExchange(
              forwarding, question, server, channel, key, random.nextInt(Wire.LARGEST + 1));
      key.attach(exchange);
      return exchange;
    } catch (IOException e) {
      EventLoop.closeQuietly(channel);
      throw e;
    }
  }

  @Override
  public void ready() {
    try {
      connected = connected || channel.finishConnect();
      if (!connected) {
        return;
      }
      channel.write(out);
      key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
      byte[] message = in.read(channel);
      if (message != null) {
        received(message);
      }
    } catch (IOException e) { // refused, reset, closed, or not the protocol
      fail();
    }
  }

  private void received(byte[] message) throws ProtocolException {
    boolean answers =
        message.length >= Wire.HEADER && Wire.id(message) == id && question.isAnsweredBy(message);
    if (!answers) {
      throw new ProtocolException("not an answer");
    }
    close();
    question.answered(message);
  }

  boolean isWithin(PinnedNamespace pod) {
    return server.within().filter(pod::equals).isPresent();
  }

  /** Gives up if it has taken too long. */
  void expire(long now) {
    if (now - since >= question.timeout().toNanos()) {
      fail();
    }
  }

  /** Gives up, and has the next server asked. */
  void fail() {
    close();
    question.askNext();
  }

  private void close() {
    EventLoop.closeQuietly(channel);
    forwarding.closed(this);
  }
}
