package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;

/**
 * Options of IP sockets; their numbers are the same on x86_64 and aarch64.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>, ip(7), ipv6(7)
 */
public enum SocketOption {
  /** Binds although connections of an earlier socket are still winding up. */
  REUSE_ADDRESS(Level.SOCKET, 2),
  /** What went wrong; reading it clears it. */
  ERROR(Level.SOCKET, 4),
  /** Asks silent peers now and then whether they are still there. */
  KEEP_ALIVE(Level.SOCKET, 9),
  /** Marks all packets; needs CAP_NET_ADMIN or CAP_NET_RAW over the socket's namespace. */
  MARK(Level.SOCKET, 36),
  /** Sends small pieces at once. */
  NO_DELAY(Level.TCP, 1),
  /** Seconds of silence before the first question whether the peer is still there. */
  KEEP_ALIVE_AFTER(Level.TCP, 4),
  /** Seconds between such questions. */
  KEEP_ALIVE_EVERY(Level.TCP, 5),
  /** Binds to addresses that are not the host's; needs CAP_NET_ADMIN or CAP_NET_RAW as well. */
  IPV4_TRANSPARENT(Level.IP, 19),
  /** The same for IPv6. */
  IPV6_TRANSPARENT(Level.IPV6, 75),
  /** Leaves IPv4 to other sockets. */
  IPV6_ONLY(Level.IPV6, 26),
  /** Tells with each datagram which of our addresses it was sent to. */
  IPV4_TELL_DESTINATION(Level.IP, 8), // IP_PKTINFO
  /** The same for IPv6 sockets, of IPv4 datagrams too. */
  IPV6_TELL_DESTINATION(Level.IPV6, 49); // IPV6_RECVPKTINFO

  /** {@code struct linger}: two integers; on, after no time at all. */
  private static final int SO_LINGER = 13;

  private final int level;
  private final int number;

  SocketOption(int level, int number) {
    this.level = level;
    this.number = number;
  }

  private static final class Level {
    static final int IP = 0;
    static final int SOCKET = 1;
    static final int TCP = 6;
    static final int IPV6 = 41;
  }

  /** Sets the option; switches are 0 or 1. */
  public void set(Fd socket, int value) {
    try (Scratch scratch = new Scratch()) {
      Pointer block = scratch.block(Integer.BYTES);
      block.setInt(0, value);
      SystemCall.SETSOCKOPT.once(
          () -> "setsockopt(" + socket + ", " + this + ", " + value + ")",
          socket.number(),
          level,
          number,
          Scratch.address(block),
          Integer.BYTES);
    }
  }

  /** Returns the option's value. */
  int get(Fd socket) {
    try (Scratch scratch = new Scratch()) {
      Pointer block = scratch.block(Integer.BYTES);
      Pointer size = scratch.block(Integer.BYTES);
      size.setInt(0, Integer.BYTES);
      SystemCall.GETSOCKOPT.once(
          () -> "getsockopt(" + socket + ", " + this + ")",
          socket.number(),
          level,
          number,
          Scratch.address(block),
          Scratch.address(size));
      return block.getInt(0);
    }
  }

  /**
   * Makes closing the socket a reset, so that the peer does not take it for a proper end. What was
   * not sent yet is dropped.
   */
  public static void resetOnClose(Fd socket) {
    try (Scratch scratch = new Scratch()) {
      Pointer linger = scratch.block(2 * Integer.BYTES);
      linger.setInt(0, 1);
      SystemCall.SETSOCKOPT.once(
          () -> "setsockopt(" + socket + ", LINGER)",
          socket.number(),
          Level.SOCKET,
          SO_LINGER,
          Scratch.address(linger),
          2 * Integer.BYTES);
    }
  }
}
