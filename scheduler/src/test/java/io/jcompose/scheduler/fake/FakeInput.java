package io.jcompose.scheduler.fake;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a container reads, if its input stays open. */
final class FakeInput extends InputStream {
  private final boolean once;
  private final Deque<Byte> bytes = new ArrayDeque<>();
  private int givers;
  private boolean ended;

  /**
   * Creates an input that has nothing to read yet.
   *
   * @param once whether it ends once nobody is left who gives any
   */
  FakeInput(boolean once) {
    this.once = once;
  }

  synchronized void give(byte one) {
    bytes.add(one);
    notifyAll();
  }

  /** Takes note that somebody may give some from now on. */
  synchronized void join() {
    givers++;
  }

  synchronized void leave() {
    givers--;
    notifyAll();
  }

  /** Ends it, whoever may still give some. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  @Override
  public synchronized int read() {
    while (bytes.isEmpty()) {
      if (ended || (once && givers == 0)) {
        return -1;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return -1;
      }
    }
    return bytes.remove() & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int first = read();
    if (first < 0) {
      return -1;
    }
    into[offset] = (byte) first;
    return 1;
  }
}
