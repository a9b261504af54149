package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;

/**
 * A socket on which the kernel's routing tables are asked and changed. It belongs to the network
 * namespace of the thread that opened it, whichever thread uses it later. Not for several threads
 * at once.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/netlink.7.html">netlink(7)</a>
 */
public final class NetlinkSocket implements AutoCloseable {
  private static final int AF_NETLINK = 16; // linux/socket.h
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int NETLINK_ROUTE = 0; // linux/netlink.h
  private static final int SOL_NETLINK = 270; // linux/socket.h
  private static final int NETLINK_CAP_ACK = 10; // linux/netlink.h
  private static final int NETLINK_EXT_ACK = 11;
  private static final int MSG_TRUNC = 0x20; // linux/socket.h
  // the kernel fills at most 32 KiB with one part of a dump, and more only for one huge message
  private static final int LARGEST_DATAGRAM = 64 * 1024;

  private final Fd fd;
  private boolean closed;

  private NetlinkSocket(Fd fd) {
    this.fd = fd;
  }

  /** Opens a NETLINK_ROUTE socket in the network namespace of the calling thread. */
  public static NetlinkSocket openRoute() {
    Fd fd =
        Descriptors.fd(
            SystemCall.SOCKET.once(
                () -> "socket(NETLINK, RAW, ROUTE)",
                AF_NETLINK,
                SOCK_RAW | SOCK_CLOEXEC,
                NETLINK_ROUTE));
    NetlinkSocket socket = new NetlinkSocket(fd);
    try {
      socket.bind();
      socket.enable(NETLINK_EXT_ACK); // errors with the kernel's own words
      socket.enable(NETLINK_CAP_ACK); // answers without a copy of the request
      return socket;
    } catch (SyscallException e) {
      socket.close();
      throw e;
    }
  }

  private void bind() {
    try (Scratch scratch = new Scratch()) {
      Pointer address = scratch.block(12); // struct sockaddr_nl: port 0, the kernel chooses
      address.setShort(0, (short) AF_NETLINK);
      SystemCall.BIND.once(() -> "bind(netlink)", fd.number(), Scratch.address(address), 12);
    }
  }

  private void enable(int option) {
    try (Scratch scratch = new Scratch()) {
      Pointer on = scratch.block(Integer.BYTES);
      on.setInt(0, 1);
      SystemCall.SETSOCKOPT.once(
          () -> "setsockopt(netlink, " + option + ")",
          fd.number(),
          SOL_NETLINK,
          option,
          Scratch.address(on),
          Integer.BYTES);
    }
  }

  /** Sends one datagram to the kernel. */
  public void send(byte[] datagram) {
    try (Scratch scratch = new Scratch()) {
      Pointer block = scratch.block(datagram.length);
      block.write(0, datagram, 0, datagram.length);
      SystemCall.SENDTO.retrying(
          () -> "send(netlink, " + datagram.length + " bytes)",
          fd.number(),
          Scratch.address(block),
          datagram.length);
    }
  }

  /** Returns the next datagram from the kernel; waits for it. */
  public byte[] receive() {
    try (Scratch scratch = new Scratch()) {
      Pointer block = scratch.block(LARGEST_DATAGRAM);
      int length =
          (int)
              SystemCall.RECVFROM.retrying(
                  () -> "recv(netlink)",
                  fd.number(),
                  Scratch.address(block),
                  LARGEST_DATAGRAM,
                  MSG_TRUNC);
      if (length > LARGEST_DATAGRAM) {
        throw new IllegalStateException(
            "a netlink datagram of " + length + " bytes is longer than any known to exist");
      }
      return block.getByteArray(0, length);
    }
  }

  /** Closes the socket. A second call does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Descriptors.close(fd);
    }
  }
}
