package io.jcompose.runtime.linux.attach;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.host.Threads;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Pipes;
import io.jcompose.runtime.syscall.Poller;
import io.jcompose.runtime.syscall.SyscallException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Moves what a container writes to its terminal into the pipe that its log is filled from, on a
 * thread of its own: byte for byte, and none of them is lost if this process is killed. Only one
 * process may do so at a time.
 */
public final class TerminalOutput implements AutoCloseable {
  private static final int TURN_BYTES = 64 * 1024;
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** How often a pipe may be full after the end, when nobody else can make the container wait. */
  private static final int LAST_PAUSES = 250;

  private final Fd terminal;
  private final Fd pipe;
  private final Poller poller = Poller.open();
  private final Thread thread;
  private volatile boolean finishing;
  private volatile boolean stopping;
  private boolean closed;

  private TerminalOutput(ContainerName container, Fd terminal, Fd pipe) {
    this.terminal = terminal;
    this.pipe = pipe;
    this.thread = new Thread(this::run, "terminal-" + container);
  }

  /**
   * Starts to move.
   *
   * @param terminal its near side; closed in the end
   */
  public static TerminalOutput start(ContainerName container, Fd terminal, Path pipe) {
    TerminalOutput output =
        new TerminalOutput(container, terminal, Descriptors.openForReadingAndWriting(pipe));
    output.poller.add(terminal, 1);
    output.thread.setDaemon(true);
    output.thread.start();
    return output;
  }

  private void run() {
    int pauses = 0;
    while (!stopping) {
      boolean last = finishing; // asked first: what was written before the end is moved
      boolean ready = !(last ? poller.await(Duration.ZERO) : poller.await()).isEmpty();
      Moved moved = ready ? move() : Moved.HUNG_UP;
      if (last && (moved == Moved.HUNG_UP || pauses > LAST_PAUSES)) {
        return;
      }
      if (ready && moved != Moved.SOMETHING) {
        pauses = last ? pauses + 1 : 0;
        pause();
      }
    }
  }

  private enum Moved {
    SOMETHING,
    /** The pipe is full. */
    NOTHING_NOW,
    /** Nobody has the other side open, which somebody may open again. */
    HUNG_UP
  }

  private Moved move() {
    try {
      return Pipes.fill(terminal, pipe, TURN_BYTES) > 0 ? Moved.SOMETHING : Moved.NOTHING_NOW;
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.EIO)) {
        return Moved.HUNG_UP;
      }
      throw e;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Moves what a container that has ended has left, and ends. */
  public void finish() {
    finishing = true;
    close();
  }

  /** Ends; what has not been moved waits in the terminal. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    stopping = !finishing;
    poller.wake();
    Threads.awaitEnd(thread);
    poller.close();
    Descriptors.close(terminal);
    Descriptors.close(pipe);
  }
}
