package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.util.Optional;

/**
 * One buffer for datagrams that come and go. What the network does is no exception here: datagrams
 * get lost. Belongs to one thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/udp.7.html">udp(7)</a>
 */
public final class Datagrams implements AutoCloseable {
  private static final int LARGEST = 64 * 1024;
  private static final int MOST_REFUSALS = 16;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  private final Scratch scratch = new Scratch();
  private final Pointer block = scratch.block(LARGEST);
  private final Pointer address = scratch.block(Endpoint.LARGEST);
  private final Pointer size = scratch.block(Integer.BYTES);
  private int length;

  /** Takes the next datagram into the buffer; returns who sent it, or nothing if there is none. */
  public Optional<Endpoint> receiveFrom(Fd socket) {
    size.setInt(0, Endpoint.LARGEST);
    return receive(socket, Scratch.address(address), Scratch.address(size))
        ? Optional.of(Endpoint.read(address))
        : Optional.empty();
  }

  /**
   * Takes the next datagram of a connected socket into the buffer; returns whether there is one.
   */
  public boolean receive(Fd socket) {
    return receive(socket, 0, 0);
  }

  private boolean receive(Fd socket, long from, long fromSize) {
    for (int attempt = 0; attempt < MOST_REFUSALS; attempt++) {
      long received =
          SystemCall.RECVFROM.orErrno(
              socket.number(), Scratch.address(block), LARGEST, MSG_DONTWAIT, from, fromSize);
      if (received >= 0) {
        length = (int) received;
        return true;
      }
      if (received == Relay.WOULD_WAIT) {
        return false;
      }
      // an earlier datagram was refused, which is told once; the next one may be there already
    }
    return false;
  }

  /** Sends what is in the buffer to whom the socket is connected with. */
  public void send(Fd socket) {
    send(socket, 0, 0);
  }

  /** Sends what is in the buffer. */
  public void sendTo(Fd socket, Endpoint peer) {
    peer.write(address);
    send(socket, Scratch.address(address), peer.size());
  }

  private void send(Fd socket, long to, long toSize) {
    long sent = 0;
    // the first try may tell that an earlier datagram was refused, and send nothing
    for (int attempt = 0; attempt < 2 && sent <= 0; attempt++) {
      sent =
          SystemCall.SENDTO.orErrno(
              socket.number(),
              Scratch.address(block),
              length,
              MSG_DONTWAIT | MSG_NOSIGNAL,
              to,
              toSize);
      if (sent == 0 || sent == Relay.WOULD_WAIT) {
        return;
      }
    }
  }

  @Override
  public void close() {
    scratch.close();
  }
}
