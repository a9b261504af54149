package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.linux.forward.TcpDirection.Means;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Sockets;
import io.jcompose.runtime.syscall.Sockets.Accepted;
import io.jcompose.runtime.syscall.SyscallException;
import java.util.Optional;

/** Accepts connections on one published port. */
final class TcpListener extends Watched implements Listening {
  private static final int CLIENTS_IN_A_ROW = 64; // so that others have their turn

  private final Loop loop;
  private final Means means;
  private final Capacity capacity;
  private final PodConnector connector;

  TcpListener(Loop loop, Means means, Capacity capacity, PodConnector connector, Fd socket) {
    super(socket);
    this.loop = loop;
    this.means = means;
    this.capacity = capacity;
    this.connector = connector;
  }

  @Override
  public void start() {
    loop.add(this);
  }

  @Override
  void ready() {
    for (int client = 0; client < CLIENTS_IN_A_ROW; client++) {
      if (capacity.isFull()) {
        capacity.await(this, "no place is left");
        return;
      }
      if (!acceptOne()) {
        return;
      }
    }
    loop.again(this);
  }

  /** Returns whether there may be another. */
  private boolean acceptOne() {
    try {
      Optional<Accepted> accepted = Sockets.accept(fd);
      accepted.ifPresent(client -> TcpConnection.open(loop, means, capacity, connector, client));
      return accepted.isPresent();
    } catch (SyscallException e) {
      capacity.await(this, "the host has no room for more (" + e.errno() + ")");
      return false;
    }
  }

  @Override
  public void stop() {
    capacity.forget(this);
    loop.close(this);
  }
}
