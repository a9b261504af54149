package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.host.Threads;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Poller;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Waits for the ends of all processes on one thread, which starts with the first of them. */
final class ExitWatcher implements AutoCloseable {
  private final Map<Long, WatchedProcess> watched = new ConcurrentHashMap<>();
  private final AtomicLong nextKey = new AtomicLong();
  private @Nullable Poller poller;
  private @Nullable Thread thread;
  private volatile boolean closed;

  /** Starts watching a process. */
  RunningProcess watch(long pid, long startTicks, Fd pidfd, boolean child) {
    WatchedProcess process = new WatchedProcess(pid, startTicks, pidfd, child);
    Poller running = running();
    long key = nextKey.incrementAndGet();
    watched.put(key, process);
    running.add(pidfd, key);
    return process;
  }

  private synchronized Poller running() {
    if (closed) {
      throw new IllegalStateException("the watcher of processes is closed");
    }
    if (poller == null) {
      Poller opened = Poller.open();
      poller = opened;
      thread = new Thread(() -> run(opened), "exit-watcher");
      thread.setDaemon(true);
      thread.start();
    }
    return poller;
  }

  private void run(Poller opened) {
    while (!closed) {
      for (Poller.Ready ready : opened.await()) {
        ended(opened, ready);
      }
    }
  }

  private void ended(Poller opened, Poller.Ready ready) {
    WatchedProcess process = watched.get(ready.key());
    if (process == null) {
      return;
    }
    OptionalInt code = process.exitCode(ready.hungUp());
    if (code.isEmpty()) {
      opened.awaitHangUp(process.pidfd(), ready.key());
      return;
    }
    opened.remove(process.pidfd());
    watched.remove(ready.key());
    process.close();
    process.complete(code.getAsInt());
  }

  /** Stops watching; processes run on, and their ends stay unknown. A second call does nothing. */
  @Override
  public void close() {
    Thread running;
    Poller opened;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      running = thread;
      opened = poller;
    }
    if (opened == null || running == null) {
      return;
    }
    opened.wake();
    Threads.awaitEnd(running);
    opened.close();
    watched.values().forEach(WatchedProcess::close);
  }
}
