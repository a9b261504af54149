package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.syscall.Datagrams;
import io.jcompose.runtime.syscall.Datagrams.Correspondent;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.SyscallException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams of one published port. Each client gets a socket of its own towards the pod, so that
 * answers find back; one that is idle is closed. A datagram that cannot be passed on at once is
 * lost, as datagrams are.
 */
final class UdpForwarding extends Watched implements Listening {
  static final Duration IDLE = Duration.ofSeconds(90);
  private static final int MOST_SESSIONS = 1024; // beyond, the longest idle one has to go
  private static final int DATAGRAMS_IN_A_ROW = 64; // so that others have their turn

  private final Loop loop;
  private final Datagrams datagrams;
  private final Capacity capacity;
  private final PodConnector connector;
  private final Clock clock;
  private final Runnable sweep = this::endIdleSessions;
  // the longest idle first
  private final Map<Correspondent, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

  UdpForwarding(
      Loop loop,
      Datagrams datagrams,
      Capacity capacity,
      PodConnector connector,
      Clock clock,
      Fd socket) {
    super(socket);
    this.loop = loop;
    this.datagrams = datagrams;
    this.capacity = capacity;
    this.connector = connector;
    this.clock = clock;
  }

  @Override
  public void start() {
    loop.add(this);
    loop.sweep(sweep);
  }

  @Override
  public void stop() {
    loop.endSweep(sweep);
    loop.close(this);
    List.copyOf(sessions.values()).forEach(Session::end);
  }

  @Override
  void ready() {
    if (!readable) {
      return; // there is room again, and nothing waits for it
    }
    for (int datagram = 0; datagram < DATAGRAMS_IN_A_ROW; datagram++) {
      Optional<Correspondent> client = datagrams.receiveFrom(fd);
      if (client.isEmpty()) {
        readable = false;
        return;
      }
      passOn(client.get());
    }
    loop.again(this);
  }

  private void passOn(Correspondent client) {
    Session session = sessions.get(client);
    if (session == null) {
      session = open(client);
    }
    if (session != null) {
      session.send();
    }
  }

  /** Returns a session for a new client; none if there is no room, and the datagram is lost. */
  private @Nullable Session open(Correspondent client) {
    if ((sessions.size() >= MOST_SESSIONS || capacity.isFull()) && !endLongestIdle()) {
      return null;
    }
    for (InetAddress target : connector.targets(client.peer().address())) {
      try {
        Session session = new Session(client, connector.datagrams(target));
        loop.add(session);
        capacity.take();
        sessions.put(client, session);
        return session;
      } catch (SyscallException e) {
        // no way to this address, or no descriptor is left
      }
    }
    return null;
  }

  private boolean endLongestIdle() {
    Iterator<Session> oldest = sessions.values().iterator();
    if (!oldest.hasNext()) {
      return false;
    }
    oldest.next().end();
    return true;
  }

  /** Closes the sessions that had nothing to do for {@link #IDLE}. */
  private void endIdleSessions() {
    Instant limit = clock.instant().minus(IDLE);
    for (Session session : new ArrayList<>(sessions.values())) {
      if (session.lastUsed.isBefore(limit)) {
        session.end();
      }
    }
  }

  /** One client's socket towards the pod. */
  private final class Session extends Watched {
    private final Correspondent client;
    private Instant lastUsed = clock.instant();

    Session(Correspondent client, Fd socket) {
      super(socket);
      this.client = client;
    }

    void send() {
      lastUsed = clock.instant();
      datagrams.send(fd);
    }

    @Override
    void ready() {
      if (!readable) {
        return;
      }
      for (int datagram = 0; datagram < DATAGRAMS_IN_A_ROW; datagram++) {
        if (!datagrams.receive(fd)) {
          readable = false;
          return;
        }
        lastUsed = clock.instant();
        datagrams.answer(UdpForwarding.this.fd, client);
      }
      loop.again(this);
    }

    void end() {
      sessions.remove(client);
      loop.close(this);
      capacity.giveBack();
    }
  }
}
