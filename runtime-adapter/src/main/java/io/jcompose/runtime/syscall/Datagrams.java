package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One buffer for datagrams that come and go. What the network does is no exception here: datagrams
 * get lost. Belongs to one thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/udp.7.html">udp(7)</a>, ip(7) on IP_PKTINFO,
 *     ipv6(7) on IPV6_PKTINFO
 */
public final class Datagrams implements AutoCloseable {
  private static final int LARGEST = 64 * 1024;
  private static final int CONTROL = 64; // the one control message we ask for takes 40 bytes
  private static final int MOST_REFUSALS = 16;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  private final Scratch scratch = new Scratch();
  private final Pointer data = scratch.block(LARGEST);
  private final Pointer address = scratch.block(Endpoint.LARGEST);
  private final Pointer control = scratch.block(CONTROL);
  private final Pointer vector = scratch.block(2L * Long.BYTES); // struct iovec
  private final Message message = new Message(scratch.block(Message.SIZE));
  private int length;

  public Datagrams() {
    vector.setLong(0, Scratch.address(data));
    message.block.setLong(Message.VECTOR, Scratch.address(vector));
    message.block.setLong(Message.VECTOR_LENGTH, 1);
  }

  /** {@code struct msghdr}, the same on x86_64 and aarch64. */
  private record Message(Pointer block) {
    static final int SIZE = 56;
    static final int NAME = 0;
    static final int NAME_LENGTH = 8;
    static final int VECTOR = 16;
    static final int VECTOR_LENGTH = 24;
    static final int CONTROL = 32;
    static final int CONTROL_LENGTH = 40;

    void set(Pointer name, int nameLength, Pointer control, int controlLength) {
      block.setLong(NAME, nameLength == 0 ? 0 : Scratch.address(name));
      block.setInt(NAME_LENGTH, nameLength);
      block.setLong(CONTROL, controlLength == 0 ? 0 : Scratch.address(control));
      block.setLong(CONTROL_LENGTH, controlLength);
    }
  }

  /** Who has sent a datagram, and to which of our addresses. */
  public static final class Correspondent {
    private static final int DATA = 16; // behind struct cmsghdr
    private static final int TYPE = 12;
    private static final int IPV6_ADDRESS_SIZE = 16;
    private static final int IPV6_PKTINFO = 50;

    private final Endpoint peer;
    private final byte[] destination; // the control message, as it goes back

    private Correspondent(Endpoint peer, byte[] destination) {
      this.peer = peer;
      this.destination = destination;
    }

    /** Reads what came with a datagram. */
    private static Correspondent read(Pointer address, Pointer control, int controlLength) {
      if (controlLength > DATA) {
        // the link is left out: how an answer leaves is for routing to say
        boolean ipv6 = control.getInt(TYPE) == IPV6_PKTINFO;
        control.setInt(DATA + (ipv6 ? (long) IPV6_ADDRESS_SIZE : 0), 0);
      }
      return new Correspondent(Endpoint.read(address), control.getByteArray(0, controlLength));
    }

    /** Returns who has sent it. */
    public Endpoint peer() {
      return peer;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Correspondent same
          && peer.equals(same.peer)
          && Arrays.equals(destination, same.destination);
    }

    @Override
    public int hashCode() {
      return 31 * peer.hashCode() + Arrays.hashCode(destination);
    }

    @Override
    public String toString() {
      return peer.toString();
    }
  }

  /** Takes the next datagram into the buffer; returns who sent it, or nothing if there is none. */
  public Optional<Correspondent> receiveFrom(Fd socket) {
    message.set(address, Endpoint.LARGEST, control, CONTROL);
    if (!take(socket)) {
      return Optional.empty();
    }
    int controlLength = (int) message.block.getLong(Message.CONTROL_LENGTH);
    return Optional.of(Correspondent.read(address, control, controlLength));
  }

  /**
   * Takes the next datagram of a connected socket into the buffer; returns whether there is one.
   */
  public boolean receive(Fd socket) {
    message.set(address, 0, control, 0);
    return take(socket);
  }

  private boolean take(Fd socket) {
    vector.setLong(Long.BYTES, LARGEST);
    for (int attempt = 0; attempt < MOST_REFUSALS; attempt++) {
      long received =
          SystemCall.RECVMSG.orErrno(socket.number(), Scratch.address(message.block), MSG_DONTWAIT);
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
    message.set(address, 0, control, 0);
    if (!give(socket)) {
      give(socket); // the first try may tell that an earlier datagram was refused, and send nothing
    }
  }

  /** Sends what is in the buffer as an answer, by the address that was asked. */
  public void answer(Fd socket, Correspondent client) {
    client.peer.write(address);
    control.write(0, client.destination, 0, client.destination.length);
    message.set(address, client.peer.size(), control, client.destination.length);
    if (!give(socket)) { // it was sent to all, say: nobody may answer by such an address
      message.set(address, client.peer.size(), control, 0);
      give(socket);
    }
  }

  private boolean give(Fd socket) {
    vector.setLong(Long.BYTES, length);
    long sent =
        SystemCall.SENDMSG.orErrno(
            socket.number(), Scratch.address(message.block), MSG_DONTWAIT | MSG_NOSIGNAL);
    return sent >= 0 || sent == Relay.WOULD_WAIT;
  }

  @Override
  public void close() {
    scratch.close();
  }
}
