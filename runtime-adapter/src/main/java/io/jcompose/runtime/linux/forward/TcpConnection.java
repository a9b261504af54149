package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.linux.forward.TcpDirection.Means;
import io.jcompose.runtime.linux.forward.TcpDirection.State;
import io.jcompose.runtime.syscall.Endpoint;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.SocketOption;
import io.jcompose.runtime.syscall.Sockets;
import io.jcompose.runtime.syscall.Sockets.Accepted;
import io.jcompose.runtime.syscall.SyscallException;
import java.net.InetAddress;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection and the one to the pod that goes with it. Each direction ends on its own,
 * as with a direct connection; a connection that breaks off on one side breaks off on the other.
 */
final class TcpConnection {
  private final Loop loop;
  private final Means means;
  private final Capacity capacity;
  private final PodConnector connector;
  private final Endpoint peer;
  private final Iterator<InetAddress> targets;
  private final Side client;
  private @Nullable Carried carried; // once a connection to the pod is under way
  private boolean connected;
  private boolean over;

  /** The connection to the pod, and both directions. */
  private record Carried(Side pod, TcpDirection in, TcpDirection out) {}

  private final class Side extends Watched {
    Side(Fd fd) {
      super(fd);
    }

    @Override
    void ready() {
      TcpConnection.this.ready();
    }
  }

  private TcpConnection(
      Loop loop, Means means, Capacity capacity, PodConnector connector, Accepted accepted) {
    this.loop = loop;
    this.means = means;
    this.capacity = capacity;
    this.connector = connector;
    this.peer = accepted.peer();
    this.targets = connector.targets(peer.address()).iterator();
    this.client = new Side(accepted.fd());
  }

  /**
   * Connects a client to the pod; takes the client's socket over. It has a place of the capacity to
   * its end.
   *
   * @throws SyscallException if the kernel has no room for it
   */
  static void open(
      Loop loop, Means means, Capacity capacity, PodConnector connector, Accepted accepted) {
    TcpConnection connection = new TcpConnection(loop, means, capacity, connector, accepted);
    loop.add(connection.client);
    capacity.take();
    connection.connectToNext();
  }

  /** Tries the pod's addresses, one after another; where none is left the client is to see it. */
  private void connectToNext() {
    while (targets.hasNext()) {
      try {
        watch(connector.connect(peer, targets.next()));
        return;
      } catch (SyscallException e) {
        // refused at once, or no descriptor is left
      }
    }
    abort();
  }

  private void watch(Fd fd) {
    Side pod = new Side(fd);
    loop.add(pod);
    carried =
        new Carried(
            pod, new TcpDirection(means, client, pod), new TcpDirection(means, pod, client));
  }

  private void ready() {
    if (over || carried == null) {
      return;
    }
    if (client.broken) {
      abort();
    } else if (connected) {
      move(carried);
    } else if (carried.pod().writable) {
      finishConnecting(carried);
    }
  }

  private void finishConnecting(Carried attempt) {
    if (Sockets.failure(attempt.pod().fd).isPresent()) {
      loop.close(attempt.pod());
      carried = null;
      connectToNext();
    } else {
      connected = true;
      move(attempt);
    }
  }

  private void move(Carried both) {
    if (both.pod().broken) {
      abort();
      return;
    }
    State in = both.in().move();
    State out = both.out().move();
    if (in == State.BROKEN || out == State.BROKEN) {
      abort();
    } else if (in == State.ENDED && out == State.ENDED) {
      close();
    } else if (in == State.GOES_ON || out == State.GOES_ON) {
      loop.again(client);
    }
  }

  private void close() {
    if (!over) {
      over = true;
      loop.close(client);
      if (carried != null) {
        loop.close(carried.pod());
        carried.in().abandon();
        carried.out().abandon();
      }
      capacity.giveBack();
    }
  }

  /** Closes with a reset, so that neither side takes it for a proper end. */
  private void abort() {
    SocketOption.resetOnClose(client.fd);
    if (carried != null) {
      SocketOption.resetOnClose(carried.pod().fd);
    }
    close();
  }
}
