package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A way to send datagrams to a socket of this host, which Java has for streams only. Never waits.
 * Safe to use from several threads.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
 */
public final class UnixDatagrams implements AutoCloseable {
  static final int AF_UNIX = 1;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int ADDRESS_SIZE = 110; // sizeof(struct sockaddr_un)
  private static final int PATH = 2;
  private static final int MSG_NOSIGNAL = 0x4000;

  private final Fd socket;
  private boolean closed;

  private UnixDatagrams(Fd socket) {
    this.socket = socket;
  }

  /**
   * Connects to the socket at a path.
   *
   * @throws SyscallException with EPROTOTYPE if it takes streams
   */
  public static UnixDatagrams connect(Path path) {
    try (Scratch scratch = new Scratch()) {
      return connect(path.toString(), address(scratch, path), ADDRESS_SIZE);
    }
  }

  /**
   * Connects to the socket of a name that is no path, but in the kernel's own list.
   *
   * @param name without the zero byte before it
   */
  public static UnixDatagrams connectToAbstract(String name) {
    try (Scratch scratch = new Scratch()) {
      return connect("@" + name, abstractAddress(scratch, name), abstractSize(name));
    }
  }

  private static UnixDatagrams connect(String to, long address, int size) {
    Fd socket = open();
    try {
      SystemCall.CONNECT.retrying(() -> "connect(" + to + ")", socket.number(), address, size);
      return new UnixDatagrams(socket);
    } catch (RuntimeException e) {
      Descriptors.close(socket);
      throw e;
    }
  }

  /** All bytes of such an address belong to the name, so that its length counts. */
  static int abstractSize(String name) {
    return PATH + 1 + name.getBytes(StandardCharsets.UTF_8).length;
  }

  static long abstractAddress(Scratch scratch, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (abstractSize(name) > ADDRESS_SIZE) {
      throw new SyscallException("connect(@" + name + ")", Errno.EINVAL);
    }
    Pointer address = scratch.block(ADDRESS_SIZE);
    address.setShort(0, (short) AF_UNIX);
    address.write(PATH + 1, bytes, 0, bytes.length);
    return Scratch.address(address);
  }

  static Fd open() {
    return Descriptors.fd(
        SystemCall.SOCKET.once(
            () -> "socket(UNIX, DGRAM)", AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  }

  static long address(Scratch scratch, Path path) {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    if (name.length >= ADDRESS_SIZE - PATH) {
      throw new SyscallException("connect(" + path + ")", Errno.EINVAL);
    }
    Pointer address = scratch.block(ADDRESS_SIZE);
    address.setShort(0, (short) AF_UNIX);
    address.write(PATH, name, 0, name.length);
    return Scratch.address(address);
  }

  /**
   * Sends one datagram.
   *
   * @return whether there was room for it
   * @throws SyscallException if nobody is there any more, or it is too large
   */
  public synchronized boolean send(byte[] datagram) {
    if (closed) {
      throw new SyscallException("send(" + socket + ")", Errno.EPIPE);
    }
    try (Scratch scratch = new Scratch()) {
      Pointer data = scratch.block(Math.max(1, datagram.length));
      data.write(0, datagram, 0, datagram.length);
      long sent =
          SystemCall.SENDTO.orErrno(
              socket.number(), Scratch.address(data), datagram.length, MSG_NOSIGNAL, 0, 0);
      if (sent == -Errno.EAGAIN.number() || sent == -Errno.ENOBUFS.number()) {
        return false;
      }
      if (sent < 0) {
        throw new SyscallException("send(" + socket + ")", new Errno((int) -sent));
      }
      return true;
    }
  }

  /** Closes the socket. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Descriptors.close(socket);
    }
  }
}
