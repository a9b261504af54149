package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;

/**
 * Tells when descriptors <em>become</em> ready, and once only: whoever is told reads or writes
 * until that would wait. So a descriptor is added once and never changed, whatever is awaited from
 * it. Closing a descriptor ends the watch. {@link #await} and what it has found belong to one
 * thread; the rest may be called by any, also meanwhile.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/epoll.7.html">epoll(7)</a>
 */
public final class EdgePoller implements AutoCloseable {
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLLIN = 1;
  private static final int EPOLLOUT = 4;
  private static final int EPOLLERR = 8;
  private static final int EPOLLHUP = 0x10;
  private static final int EPOLLRDHUP = 0x2000;
  private static final int EPOLLET = 1 << 31;
  private static final int EFD_NONBLOCK = 0x800;
  private static final int BATCH = 128;
  private static final int SIGNAL_SET = 8; // bytes

  private final Fd epoll;
  private final Fd wake;
  private final Scratch scratch = new Scratch();
  private final Pointer events;
  private final int size = Architecture.CURRENT.epollEventSize();
  private final int data = Architecture.CURRENT.epollDataOffset();
  private boolean closed;

  private EdgePoller(Fd epoll, Fd wake) {
    this.epoll = epoll;
    this.wake = wake;
    this.events = scratch.block((long) BATCH * size);
  }

  /** Opens a poller that watches nothing yet. */
  public static EdgePoller open() {
    Fd epoll =
        Descriptors.fd(
            SystemCall.EPOLL_CREATE1.once(() -> "epoll_create1()", Descriptors.O_CLOEXEC));
    Fd wake;
    try {
      wake =
          Descriptors.fd(
              SystemCall.EVENTFD2.once(
                  () -> "eventfd2()", 0, Descriptors.O_CLOEXEC | EFD_NONBLOCK));
    } catch (SyscallException e) {
      Descriptors.close(epoll);
      throw e;
    }
    EdgePoller poller = new EdgePoller(epoll, wake);
    poller.add(wake);
    return poller;
  }

  /** Watches a descriptor; if it is ready now, that is told too. */
  public void add(Fd fd) {
    try (Scratch memory = new Scratch()) {
      Pointer event = memory.block(size);
      event.setInt(0, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
      event.setLong(data, fd.number());
      SystemCall.EPOLL_CTL.once(
          () -> "epoll_ctl(ADD, " + fd + ")",
          epoll.number(),
          EPOLL_CTL_ADD,
          fd.number(),
          Scratch.address(event));
    }
  }

  /** Makes {@link #await} return, now or when it is called next. */
  public synchronized void wake() {
    if (!closed) {
      Descriptors.write(wake, new byte[] {1, 0, 0, 0, 0, 0, 0, 0}, Long.BYTES);
    }
  }

  /**
   * Waits until a descriptor has become ready, {@link #wake} is called or the time is over.
   *
   * @return how many have become ready
   */
  public int await(int milliseconds) {
    return (int)
        SystemCall.EPOLL_PWAIT.retrying(
            () -> "epoll_wait()",
            epoll.number(),
            Scratch.address(events),
            BATCH,
            milliseconds,
            0,
            SIGNAL_SET);
  }

  /** Returns the number of the descriptor that has become ready, of those last awaited. */
  public int descriptor(int index) {
    return events.getInt((long) index * size + data);
  }

  /** Returns whether reading would not wait, be it only for an end or a failure. */
  public boolean isReadable(int index) {
    return (flags(index) & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
  }

  /** Returns whether writing would not wait, be it only for a failure. */
  public boolean isWritable(int index) {
    return (flags(index) & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0;
  }

  /** Returns whether the other side writes no more. */
  public boolean isEnding(int index) {
    return (flags(index) & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
  }

  /** Returns whether it has failed: was refused, reset or timed out. */
  public boolean isBroken(int index) {
    return (flags(index) & EPOLLERR) != 0;
  }

  private int flags(int index) {
    return events.getInt((long) index * size);
  }

  /** Closes the poller; nobody may be waiting. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Descriptors.close(wake);
      Descriptors.close(epoll);
      scratch.close();
    }
  }
}
