package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;

/**
 * Moves bytes between sockets that do not wait, through one buffer or, without a copy, through
 * pipes. What the network does is no exception here but a number below zero. Belongs to one thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/splice.2.html">splice(2)</a>
 */
public final class Relay implements AutoCloseable {
  /** Nothing can be moved now. */
  public static final long WOULD_WAIT = -11; // EAGAIN

  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int SPLICE_F_MOVE = 1;
  private static final int SPLICE_F_NONBLOCK = 2;

  private final Scratch scratch = new Scratch();
  private final Pointer block;
  private final long buffer;
  private final int size;

  /** Has a buffer of that many bytes. */
  public Relay(int size) {
    this.block = scratch.block(size);
    this.buffer = Scratch.address(block);
    this.size = size;
  }

  /**
   * Reads into the buffer what is there.
   *
   * @return how many bytes, 0 at the end, {@link #WOULD_WAIT}, or another negative number of errno
   */
  public long receive(Fd socket) {
    return SystemCall.RECVFROM.orErrno(socket.number(), buffer, size, MSG_DONTWAIT);
  }

  /**
   * Sends from the buffer.
   *
   * @return how many bytes, {@link #WOULD_WAIT}, or another negative number of errno
   */
  public long send(Fd socket, int length) {
    return SystemCall.SENDTO.orErrno(socket.number(), buffer, length, MSG_DONTWAIT | MSG_NOSIGNAL);
  }

  /** Puts a part of the buffer into an empty pipe; returns whether it had room for all of it. */
  public boolean keep(Fd pipe, int from, int length) {
    return SystemCall.WRITE.orErrno(pipe.number(), buffer + from, length) == length;
  }

  /**
   * Moves bytes from a socket to a pipe or from a pipe to a socket.
   *
   * @return how many, 0 at the socket's end, {@link #WOULD_WAIT}, or another negative number of
   *     errno
   */
  public long splice(Fd from, Fd to, long most) {
    return SystemCall.SPLICE.orErrno(
        from.number(), 0, to.number(), 0, most, SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
  }

  @Override
  public void close() {
    scratch.close();
  }
}
