package io.jcompose.runtime.linux.dns;

import io.jcompose.runtime.linux.network.PinnedNamespace;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Record;

/** One pod that is served: what it asks is answered, or passed on. */
final class Pod implements EventLoop.Timed {
  private static final int MOST_CONNECTIONS = 16; // beyond, the longest idle one has to go
  private static final int DATAGRAMS_IN_A_ROW = 64; // so that others have their turn

  private final PinnedNamespace namespace;
  private final PodSockets sockets;
  private final Knowledge knowledge;
  private final Forwarding forwarding;
  private final EventLoop loop;
  private final Set<TcpClient> clients = new LinkedHashSet<>();
  private final ByteBuffer packet = ByteBuffer.allocateDirect(Question.LONGEST + 1);
  private @Nullable SelectionKey pausedListener;
  private boolean closed;
  private volatile PodView view;

  Pod(
      PinnedNamespace namespace,
      PodSockets sockets,
      View view,
      Knowledge knowledge,
      Forwarding forwarding,
      EventLoop loop) {
    this.namespace = namespace;
    this.sockets = sockets;
    this.view = new PodView(view, namespace);
    this.knowledge = knowledge;
    this.forwarding = forwarding;
    this.loop = loop;
  }

  /** Begins to serve; on the loop's thread. */
  void open() {
    try {
      sockets
          .udp()
          .register(
              loop.selector(), SelectionKey.OP_READ, (EventLoop.Readiness) this::readDatagrams);
      SelectionKey listener = sockets.tcp().register(loop.selector(), SelectionKey.OP_ACCEPT);
      listener.attach((EventLoop.Readiness) () -> accept(listener));
    } catch (IOException e) {
      throw new IllegalStateException("nobody closes these sockets but we", e);
    }
    loop.add(this);
  }

  /** Changes what is served, from the next question on. */
  void show(View changed) {
    view = new PodView(changed, namespace);
  }

  PodView view() {
    return view;
  }

  PodSockets sockets() {
    return sockets;
  }

  PinnedNamespace namespace() {
    return namespace;
  }

  /** Returns whether the pod is not served any more: nothing is to be opened inside it then. */
  boolean isClosed() {
    return closed;
  }

  private void readDatagrams() {
    for (int number = 0; number < DATAGRAMS_IN_A_ROW && !closed; number++) {
      packet.clear();
      SocketAddress client;
      try {
        client = sockets.udp().receive(packet);
      } catch (IOException e) {
        continue; // an earlier answer could not be delivered
      }
      if (client == null) {
        return;
      }
      byte[] bytes = new byte[packet.flip().remaining()];
      packet.get(bytes);
      received(bytes, new DatagramSender(sockets.udp(), client));
    }
  }

  /** A client that asked by a datagram. */
  private record DatagramSender(DatagramChannel channel, SocketAddress address) implements Asker {
    @Override
    public boolean isOnTcp() {
      return false;
    }

    @Override
    public void answer(byte[] message) {
      try {
        channel.send(ByteBuffer.wrap(message), address);
      } catch (IOException e) {
        // datagrams get lost
      }
    }
  }

  private void accept(SelectionKey listener) {
    try {
      SocketChannel channel = sockets.tcp().accept();
      if (channel != null) {
        if (clients.size() == MOST_CONNECTIONS) {
          clients.stream()
              .min(Comparator.comparing(TcpClient::lastProgress))
              .ifPresent(TcpClient::close);
        }
        clients.add(TcpClient.register(this, channel, loop.selector()));
      }
    } catch (IOException e) {
      // no descriptor is left: the connection waits in the kernel, so do not spin
      listener.interestOps(0);
      pausedListener = listener;
    }
  }

  /** Hears that a connection is closed. */
  void closed(TcpClient client) {
    clients.remove(client);
  }

  /**
   * Sees to it that a packet is answered, now or later.
   *
   * @return whether it will be: not if it is no question
   */
  boolean received(byte[] bytes, Asker asker) {
    Optional<Question> read = Question.read(bytes);
    if (read.isEmpty()) {
      return false;
    }
    Question question = read.get();
    if (question.isRefused()) {
      asker.answer(Replies.refusal(question));
      return true;
    }
    PodView seen = view;
    Optional<Entry> entry = seen.find(question.name(), knowledge);
    if (entry.isPresent()) {
      asker.answer(answer(question, entry.get(), asker));
    } else if (seen.forwards()) {
      forwarding.forward(question, this, asker);
    } else {
      asker.answer(Replies.noSuchName(question));
    }
    return true;
  }

  private static byte[] answer(Question question, Entry entry, Asker asker) {
    if (entry.isSilent()) {
      return Replies.noSuchName(question);
    }
    List<Record> records = entry.records(question.name(), question.type());
    if (records.isEmpty()) {
      return Replies.nothing(question);
    }
    int largest = asker.isOnTcp() ? Wire.LARGEST : question.largestOnUdp();
    return Replies.answer(question, records, largest);
  }

  @Override
  public boolean isWaiting() {
    return !clients.isEmpty() || pausedListener != null;
  }

  @Override
  public void expire(long now) {
    List.copyOf(clients).forEach(client -> client.expire(now));
    if (pausedListener != null) {
      pausedListener.interestOps(SelectionKey.OP_ACCEPT);
      pausedListener = null;
    }
  }

  /** Ends the service; on the loop's thread. */
  void close() {
    closed = true;
    loop.remove(this);
    List.copyOf(clients).forEach(TcpClient::close);
    sockets.close();
    forwarding.leave(namespace);
  }
}
