package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits for many descriptors at once. {@link #await} belongs to one thread; the rest may be called
 * by any, also meanwhile.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/epoll.7.html">epoll(7)</a>
 */
public final class Poller implements AutoCloseable {
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLL_CTL_DEL = 2;
  private static final int EPOLL_CTL_MOD = 3;
  private static final int EPOLLIN = 1;
  private static final int EPOLLHUP = 0x10;
  private static final int EFD_NONBLOCK = 0x800;
  private static final long WAKE = -1;
  private static final int BATCH = 64;
  private static final int FOR_EVER = -1;

  private final Fd epoll;
  private final Fd wake;
  private boolean closed;

  private Poller(Fd epoll, Fd wake) {
    this.epoll = epoll;
    this.wake = wake;
  }

  /**
   * A descriptor that has something to say.
   *
   * @param key as it was added with
   * @param hungUp whether the other side is gone
   */
  public record Ready(long key, boolean hungUp) {}

  /** Opens a poller that watches nothing yet. */
  public static Poller open() {
    Fd epoll =
        Descriptors.fd(
            SystemCall.EPOLL_CREATE1.once(() -> "epoll_create1()", Descriptors.O_CLOEXEC));
    Fd wake =
        Descriptors.fd(
            SystemCall.EVENTFD2.once(() -> "eventfd2()", 0, Descriptors.O_CLOEXEC | EFD_NONBLOCK));
    Poller poller = new Poller(epoll, wake);
    poller.control(EPOLL_CTL_ADD, wake, EPOLLIN, WAKE);
    return poller;
  }

  /** Watches until {@code fd} can be read or its other side is gone. */
  public void add(Fd fd, long key) {
    control(EPOLL_CTL_ADD, fd, EPOLLIN, key);
  }

  /** From now on watches only for the other side to go. */
  public void awaitHangUp(Fd fd, long key) {
    control(EPOLL_CTL_MOD, fd, 0, key);
  }

  /** Watches {@code fd} no longer; must come before it is closed. */
  public void remove(Fd fd) {
    control(EPOLL_CTL_DEL, fd, 0, 0);
  }

  /** Makes {@link #await} return, now or when it is called next. */
  public synchronized void wake() {
    if (!closed) {
      Descriptors.write(wake, new byte[] {1, 0, 0, 0, 0, 0, 0, 0}, Long.BYTES);
    }
  }

  /** Waits until a descriptor has something to say, or {@link #wake} is called. */
  public List<Ready> await() {
    return await(FOR_EVER);
  }

  /** Waits as {@link #await()} does, for so long at most; none are ready if the time is over. */
  public List<Ready> await(Duration patience) {
    return await(Math.toIntExact(patience.toMillis()));
  }

  private List<Ready> await(int milliseconds) {
    int size = Architecture.CURRENT.epollEventSize();
    int data = Architecture.CURRENT.epollDataOffset();
    try (Scratch scratch = new Scratch()) {
      Pointer events = scratch.block((long) BATCH * size);
      long count =
          SystemCall.EPOLL_PWAIT.retrying(
              () -> "epoll_wait()",
              epoll.number(),
              Scratch.address(events),
              BATCH,
              milliseconds,
              0,
              8);
      List<Ready> ready = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        long offset = (long) i * size;
        long key = events.getLong(offset + data);
        if (key == WAKE) {
          Descriptors.read(wake, new byte[Long.BYTES]);
        } else {
          ready.add(new Ready(key, (events.getInt(offset) & EPOLLHUP) != 0));
        }
      }
      return ready;
    }
  }

  private void control(int operation, Fd fd, int interest, long key) {
    try (Scratch scratch = new Scratch()) {
      Pointer event = scratch.block(Architecture.CURRENT.epollEventSize());
      event.setInt(0, interest);
      event.setLong(Architecture.CURRENT.epollDataOffset(), key);
      SystemCall.EPOLL_CTL.once(
          () -> "epoll_ctl(" + operation + ", " + fd + ")",
          epoll.number(),
          operation,
          fd.number(),
          Scratch.address(event));
    }
  }

  /** Closes the poller; nobody may be waiting. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Descriptors.close(wake);
      Descriptors.close(epoll);
    }
  }
}
