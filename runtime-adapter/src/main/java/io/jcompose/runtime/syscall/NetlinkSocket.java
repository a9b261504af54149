package io.jcompose.runtime.syscall;

import com.sun.jna.NativeLong;
import java.util.Arrays;

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

  private final NetworkCalls calls;
  private final Fd fd;
  private final byte[] buffer = new byte[LARGEST_DATAGRAM];
  private boolean closed;

  private NetlinkSocket(NetworkCalls calls, Fd fd) {
    this.calls = calls;
    this.fd = fd;
  }

  /** Opens a NETLINK_ROUTE socket in the network namespace of the calling thread. */
  public static NetlinkSocket openRoute() {
    NetworkCalls calls = new NetworkCalls();
    int number =
        calls.once(
            () -> "socket(NETLINK, RAW, ROUTE)",
            libc -> libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
    NetlinkSocket socket = new NetlinkSocket(calls, new Fd(number));
    try {
      socket.prepare();
      return socket;
    } catch (SyscallException e) {
      socket.close();
      throw e;
    }
  }

  private void prepare() {
    byte[] anyAddress = new byte[12]; // struct sockaddr_nl: the kernel chooses the port id
    anyAddress[0] = AF_NETLINK; // sa_family_t in the byte order of x86_64 and aarch64
    calls.once(() -> "bind(netlink)", libc -> libc.bind(fd.number(), anyAddress, 12));
    enable(NETLINK_EXT_ACK); // errors with the kernel's own words
    enable(NETLINK_CAP_ACK); // answers without a copy of the request
  }

  private void enable(int option) {
    calls.once(
        () -> "setsockopt(netlink, " + option + ")",
        libc -> libc.setsockopt(fd.number(), SOL_NETLINK, option, new int[] {1}, 4));
  }

  /** Sends one datagram to the kernel. */
  public void send(byte[] datagram) {
    calls.retrying(
        () -> "send(netlink, " + datagram.length + " bytes)",
        libc -> libc.send(fd.number(), datagram, new NativeLong(datagram.length), 0));
  }

  /** Returns the next datagram from the kernel; waits for it. */
  public byte[] receive() {
    NativeLong length =
        calls.retrying(
            () -> "recv(netlink)",
            libc -> libc.recv(fd.number(), buffer, new NativeLong(buffer.length), MSG_TRUNC));
    if (length.intValue() > buffer.length) {
      throw new IllegalStateException(
          "a netlink datagram of " + length + " bytes is longer than any known to exist");
    }
    return Arrays.copyOf(buffer, length.intValue());
  }

  /** Closes the socket. A second call does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      calls.once(() -> "close(" + fd + ")", libc -> libc.close(fd.number()));
    }
  }
}
