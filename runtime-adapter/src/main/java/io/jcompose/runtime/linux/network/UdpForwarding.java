package io.jcompose.runtime.linux.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams of one published port. Each client gets a socket of its own towards the pod, so that
 * answers find back; one that is idle is closed. A datagram that cannot be passed on at once is
 * lost, as datagrams are.
 */
final class UdpForwarding implements SelectorForwarder.Readiness {
  static final Duration IDLE = Duration.ofSeconds(90);
  private static final int MOST_SESSIONS = 1024; // beyond, the longest idle one has to go
  private static final int LARGEST = 64 * 1024;
  private static final int DATAGRAMS_IN_A_ROW = 64; // so that others have their turn

  private final Selector selector;
  private final DatagramChannel channel;
  private final InetSocketAddress target;
  private final Clock clock;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
  // by the client's address, the longest idle first
  private final Map<SocketAddress, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

  private UdpForwarding(
      Selector selector, DatagramChannel channel, InetSocketAddress target, Clock clock) {
    this.selector = selector;
    this.channel = channel;
    this.target = target;
    this.clock = clock;
  }

  /** Lets the selector's thread pass on what comes; takes the channel over. */
  static UdpForwarding register(
      Selector selector, DatagramChannel channel, InetSocketAddress target, Clock clock)
      throws IOException {
    UdpForwarding forwarding = new UdpForwarding(selector, channel, target, clock);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, forwarding);
    return forwarding;
  }

  @Override
  public void ready() {
    for (int datagram = 0; datagram < DATAGRAMS_IN_A_ROW; datagram++) {
      SocketAddress client = receive();
      if (client == null) {
        return;
      }
      passOn(client);
    }
  }

  private @Nullable SocketAddress receive() {
    buffer.clear();
    try {
      SocketAddress client = channel.receive(buffer);
      buffer.flip();
      return client;
    } catch (IOException e) {
      return null; // an earlier answer could not be delivered; datagrams get lost
    }
  }

  private void passOn(SocketAddress client) {
    try {
      Session session = sessions.get(client);
      if (session == null) {
        session = new Session(client);
        sessions.put(client, session);
        endLongestIdle();
      }
      session.send();
    } catch (IOException e) {
      // nobody listens in the pod, or no descriptor is left; datagrams get lost
    }
  }

  private void endLongestIdle() {
    if (sessions.size() > MOST_SESSIONS) {
      Iterator<Session> oldest = sessions.values().iterator();
      oldest.next().end();
      oldest.remove();
    }
  }

  /** Closes the sessions that had nothing to do for {@link #IDLE}. */
  void endIdleSessions() {
    Instant limit = clock.instant().minus(IDLE);
    sessions
        .values()
        .removeIf(
            session -> {
              boolean idle = session.lastUsed.isBefore(limit);
              if (idle) {
                session.end();
              }
              return idle;
            });
  }

  /** One client's socket towards the pod. */
  private final class Session implements SelectorForwarder.Readiness {
    private final SocketAddress client;
    private final DatagramChannel pod;
    private Instant lastUsed = clock.instant();

    Session(SocketAddress client) throws IOException {
      this.client = client;
      this.pod = DatagramChannel.open();
      try {
        pod.configureBlocking(false);
        pod.connect(target);
        pod.register(selector, SelectionKey.OP_READ, this);
      } catch (IOException e) {
        pod.close();
        throw e;
      }
    }

    void send() throws IOException {
      lastUsed = clock.instant();
      pod.write(buffer);
    }

    @Override
    public void ready() {
      try {
        for (int datagram = 0; datagram < DATAGRAMS_IN_A_ROW; datagram++) {
          buffer.clear();
          if (pod.receive(buffer) == null) {
            return;
          }
          buffer.flip();
          lastUsed = clock.instant();
          channel.send(buffer, client);
        }
      } catch (IOException e) {
        // the pod refused an earlier datagram; the session stays for the next one
      }
    }

    void end() {
      Quietly.close(pod);
    }
  }
}
