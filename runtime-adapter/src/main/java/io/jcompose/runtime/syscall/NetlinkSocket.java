package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.util.function.Consumer;

/**
 * A socket on which the kernel's routing tables are asked and changed, or its firewall is watched.
 * It belongs to the network namespace of the thread that opened it, whichever thread uses it later.
 * Not for several threads at once.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/netlink.7.html">netlink(7)</a>
 */
public final class NetlinkSocket implements AutoCloseable {
  private static final int AF_NETLINK = 16; // linux/socket.h
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int NETLINK_ROUTE = 0; // linux/netlink.h
  private static final int NETLINK_NETFILTER = 12;
  private static final int NFNLGRP_NFTABLES = 7; // linux/netfilter/nfnetlink.h
  private static final int NETLINK_ADD_MEMBERSHIP = 1;
  private static final int MSG_DONTWAIT = 0x40; // linux/socket.h
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
    return open(
        NETLINK_ROUTE,
        socket -> {
          socket.set(NETLINK_EXT_ACK, 1); // errors with the kernel's own words
          socket.set(NETLINK_CAP_ACK, 1); // answers without a copy of the request
        });
  }

  /**
   * Opens a socket that is told of every change of nftables in the network namespace of the calling
   * thread.
   */
  public static NetlinkSocket openFirewallEvents() {
    return open(NETLINK_NETFILTER, socket -> socket.set(NETLINK_ADD_MEMBERSHIP, NFNLGRP_NFTABLES));
  }

  private static NetlinkSocket open(int protocol, Consumer<NetlinkSocket> prepare) {
    Fd fd =
        Descriptors.fd(
            SystemCall.SOCKET.once(
                () -> "socket(NETLINK, RAW, " + protocol + ")",
                AF_NETLINK,
                SOCK_RAW | SOCK_CLOEXEC,
                protocol));
    NetlinkSocket socket = new NetlinkSocket(fd);
    try {
      socket.bind();
      prepare.accept(socket);
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

  private void set(int option, int value) {
    try (Scratch scratch = new Scratch()) {
      Pointer on = scratch.block(Integer.BYTES);
      on.setInt(0, value);
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
    return receive(0);
  }

  /**
   * Returns the next datagram from the kernel.
   *
   * @throws SyscallException with EAGAIN if there is none, with ENOBUFS if some were lost
   */
  public byte[] receiveNow() {
    return receive(MSG_DONTWAIT);
  }

  /** Returns the descriptor, to wait with others for what it has to say. */
  public Fd fd() {
    return fd;
  }

  private byte[] receive(int flags) {
    try (Scratch scratch = new Scratch()) {
      Pointer block = scratch.block(LARGEST_DATAGRAM);
      int length =
          (int)
              SystemCall.RECVFROM.retrying(
                  () -> "recv(netlink)",
                  fd.number(),
                  Scratch.address(block),
                  LARGEST_DATAGRAM,
                  MSG_TRUNC | flags);
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
