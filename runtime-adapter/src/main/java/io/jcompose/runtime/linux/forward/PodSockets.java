package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Sockets;
import io.jcompose.runtime.syscall.Sockets.Family;
import io.jcompose.runtime.syscall.Sockets.Transport;
import io.jcompose.runtime.syscall.SyscallException;

/** Where sockets towards a pod come from. */
interface PodSockets extends AutoCloseable {
  /**
   * Returns a socket that is not connected yet; the caller closes it.
   *
   * @throws SyscallException if there is none to be had
   */
  Fd take(Family family, Transport transport);

  /** Returns whether connections may be bound to their client's address. */
  boolean preserveSource();

  @Override
  void close();

  /** Opens sockets where the calling thread is. */
  final class Here implements PodSockets {
    @Override
    public Fd take(Family family, Transport transport) {
      Fd socket = Sockets.open(family, transport);
      try {
        if (transport == Transport.STREAM) {
          Streams.prepare(socket);
        }
        return socket;
      } catch (SyscallException e) {
        Descriptors.close(socket);
        throw e;
      }
    }

    @Override
    public boolean preserveSource() {
      return false;
    }

    @Override
    public void close() {}
  }
}
