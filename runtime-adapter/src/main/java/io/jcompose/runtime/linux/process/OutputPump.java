package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.host.Threads;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Poller;
import io.jcompose.runtime.syscall.SyscallException;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Moves what a program writes to a stream of ours, on a thread of its own. Does not wait for
 * processes that the program left behind with its output open.
 */
final class OutputPump implements AutoCloseable {
  private static final int BUFFER_BYTES = 32 * 1024;
  private static final int NOTHING_NOW = -1;

  private final Fd from;
  private final OutputStream to;
  private final Poller poller = Poller.open();
  private final Thread thread;
  private volatile boolean ended;
  private boolean broken;

  /** Prepares a pump; closes {@code from} in the end, never {@code to}. */
  OutputPump(String name, Fd from, OutputStream to) {
    this.from = from;
    this.to = to;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    Descriptors.setNonBlocking(from);
    poller.add(from, 1);
    thread.start();
  }

  private void run() {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (true) {
      boolean last = ended; // asked before reading: what was written before the end is read
      int count = read(buffer);
      if (count > 0) {
        write(buffer, count);
      } else if (count == 0 || last) {
        return;
      } else {
        poller.await();
      }
    }
  }

  private int read(byte[] buffer) {
    try {
      return Descriptors.read(from, buffer);
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.EAGAIN)) {
        return NOTHING_NOW;
      }
      if (e.errno().equals(Errno.EIO)) {
        return 0; // a terminal whose other side is closed
      }
      throw e;
    }
  }

  private void write(byte[] buffer, int count) {
    if (broken) {
      return; // the program must not block because its reader is gone
    }
    try {
      to.write(buffer, 0, count);
      to.flush();
    } catch (IOException e) {
      broken = true;
    }
  }

  /** Waits until all is moved that was written so far. */
  void finish() {
    ended = true;
    poller.wake();
    Threads.awaitEnd(thread);
  }

  @Override
  public void close() {
    finish();
    poller.close();
    Descriptors.close(from);
  }
}
