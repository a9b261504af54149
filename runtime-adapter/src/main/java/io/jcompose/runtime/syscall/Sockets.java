package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.util.Optional;
import java.util.Set;

/**
 * IP sockets that never wait. A socket belongs to the network namespace of the thread that opened
 * it, whichever thread uses it later.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7)</a>
 */
public final class Sockets {
  private static final int SOCK_NONBLOCK = 0x800; // linux/net.h, the same on both processors
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SHUT_WR = 1;

  /** How accept(2) tells that a client went before it was accepted; others may wait behind it. */
  private static final Set<Errno> GONE_AGAIN =
      Set.of(
          new Errno(71), // EPROTO
          new Errno(92), // ENOPROTOOPT
          Errno.EOPNOTSUPP,
          new Errno(100), // ENETDOWN
          Errno.ENETUNREACH,
          new Errno(103), // ECONNABORTED
          new Errno(112), // EHOSTDOWN
          Errno.EHOSTUNREACH,
          new Errno(64), // ENONET
          Errno.EPERM); // a firewall's word

  private Sockets() {}

  /** Version of IP. An IPv6 socket carries IPv4 too unless that is switched off. */
  public enum Family {
    IPV4(Endpoint.AF_INET),
    IPV6(Endpoint.AF_INET6);

    private final int number;

    Family(int number) {
      this.number = number;
    }
  }

  /** Connections or datagrams. */
  public enum Transport {
    STREAM(1),
    DATAGRAM(2);

    private final int number;

    Transport(int number) {
      this.number = number;
    }
  }

  /** A connection that has come in, and who made it. */
  public record Accepted(Fd fd, Endpoint peer) {}

  /** Opens a socket in the network namespace of the calling thread. */
  public static Fd open(Family family, Transport transport) {
    return Descriptors.fd(
        SystemCall.SOCKET.once(
            () -> "socket(" + family + ", " + transport + ")",
            family.number,
            transport.number | SOCK_NONBLOCK | SOCK_CLOEXEC,
            0));
  }

  /** Gives the socket its own address; port 0 lets the kernel choose. */
  public static void bind(Fd socket, Endpoint own) {
    try (Scratch scratch = new Scratch()) {
      Pointer address = scratch.block(Endpoint.LARGEST);
      own.write(address);
      SystemCall.BIND.once(
          () -> "bind(" + socket + ", " + own + ")",
          socket.number(),
          Scratch.address(address),
          own.size());
    }
  }

  /** Lets clients connect; so many may wait to be accepted. */
  public static void listen(Fd socket, int backlog) {
    SystemCall.LISTEN.once(() -> "listen(" + socket + ")", socket.number(), backlog);
  }

  /**
   * Returns the next connection, which does not wait either; empty if there is none.
   *
   * @throws SyscallException with EMFILE, ENFILE, ENOBUFS or ENOMEM if there is no room for it
   */
  public static Optional<Accepted> accept(Fd socket) {
    try (Scratch scratch = new Scratch()) {
      Pointer address = scratch.block(Endpoint.LARGEST);
      Pointer size = scratch.block(Integer.BYTES);
      size.setInt(0, Endpoint.LARGEST);
      while (true) {
        long fd =
            SystemCall.ACCEPT4.orErrno(
                socket.number(),
                Scratch.address(address),
                Scratch.address(size),
                SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
          return Optional.of(new Accepted(Descriptors.fd(fd), Endpoint.read(address)));
        }
        Errno errno = new Errno((int) -fd);
        if (errno.equals(Errno.EAGAIN)) {
          return Optional.empty();
        }
        if (!GONE_AGAIN.contains(errno)) {
          throw new SyscallException("accept(" + socket + ")", errno);
        }
      }
    }
  }

  /**
   * Starts to connect, or sets whom a datagram socket speaks to.
   *
   * @return whether it is connected already; else the socket can be written once it is, or {@link
   *     #failure} says why it is not
   */
  public static boolean connect(Fd socket, Endpoint peer) {
    try (Scratch scratch = new Scratch()) {
      Pointer address = scratch.block(Endpoint.LARGEST);
      peer.write(address);
      long result =
          SystemCall.CONNECT.orErrno(socket.number(), Scratch.address(address), peer.size());
      if (result < 0 && result != -Errno.EINPROGRESS.number()) {
        throw new SyscallException(
            "connect(" + socket + ", " + peer + ")", new Errno((int) -result));
      }
      return result == 0;
    }
  }

  /** Returns what has gone wrong with the socket since it was last asked. */
  public static Optional<Errno> failure(Fd socket) {
    int number = SocketOption.ERROR.get(socket);
    return number == 0 ? Optional.empty() : Optional.of(new Errno(number));
  }

  /** Returns the socket's own address. */
  public static Endpoint own(Fd socket) {
    try (Scratch scratch = new Scratch()) {
      Pointer address = scratch.block(Endpoint.LARGEST);
      Pointer size = scratch.block(Integer.BYTES);
      size.setInt(0, Endpoint.LARGEST);
      SystemCall.GETSOCKNAME.once(
          () -> "getsockname(" + socket + ")",
          socket.number(),
          Scratch.address(address),
          Scratch.address(size));
      return Endpoint.read(address);
    }
  }

  /** Tells the peer that all is said; it can still be listened to. */
  public static void shutdownOutput(Fd socket) {
    SystemCall.SHUTDOWN.once(() -> "shutdown(" + socket + ")", socket.number(), SHUT_WR);
  }
}
