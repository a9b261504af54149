package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.host.Threads;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.EdgePoller;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.SyscallException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One thread that tells when descriptors have become ready. All but {@link #run(Runnable)} and
 * {@link #close} is for that thread.
 */
final class Loop implements AutoCloseable {
  // how often the sweeps are done; nothing else waits for it
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final int FIRST_SIZE = 256;

  private final EdgePoller poller;
  private final Thread thread;
  private final List<Runnable> sweeps = new ArrayList<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Watched> again = new ArrayDeque<>();
  private final List<Fd> closing = new ArrayList<>();
  private @Nullable Watched[] watched = new Watched[FIRST_SIZE]; // by the descriptor's number
  private long nextSweep = System.nanoTime() + SWEEP.toNanos();
  private volatile boolean stopped;
  private boolean ended; // guarded by tasks

  private Loop(EdgePoller poller) {
    this.poller = poller;
    this.thread = new Thread(this::turn, "port-forwarder");
    this.thread.setDaemon(true);
  }

  static Loop start() {
    Loop loop = new Loop(EdgePoller.open());
    loop.thread.start();
    return loop;
  }

  /**
   * Watches a descriptor, and owns it: it is closed by {@link #close(Watched)} or with the loop.
   *
   * @throws SyscallException if the kernel has no room to watch it; then it is closed
   */
  void add(Watched one) {
    try {
      poller.add(one.fd);
    } catch (SyscallException e) {
      Descriptors.close(one.fd);
      throw e;
    }
    int number = one.fd.number();
    if (number >= watched.length) {
      watched = Arrays.copyOf(watched, Math.max(number + 1, 2 * watched.length));
    }
    watched[number] = one;
  }

  /** Closes a descriptor. Events of it that were found already are not told any more. */
  void close(Watched one) {
    if (watched[one.fd.number()] == one) {
      watched[one.fd.number()] = null;
      // not now: its number must not come back while events of the old one are at hand
      closing.add(one.fd);
    }
  }

  /** Tells again in a moment, when the others have had their turn. */
  void again(Watched one) {
    again.add(one);
  }

  /** From now on does the work every few seconds. */
  void sweep(Runnable work) {
    sweeps.add(work);
  }

  /** Does the work every few seconds no longer. */
  void endSweep(Runnable work) {
    sweeps.remove(work);
  }

  /**
   * Runs the work on the loop's thread and returns when it is done, or throws what it threw.
   *
   * @throws IllegalStateException once the loop has ended
   */
  void run(Runnable work) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    queue(
        () -> {
          try {
            work.run();
            closeAll(closing);
            done.complete(true);
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    poller.wake();
    try {
      done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void queue(Runnable task) {
    synchronized (tasks) {
      if (ended) {
        throw new IllegalStateException("the forwarder's thread has ended");
      }
      tasks.add(task);
    }
  }

  private void turn() {
    try {
      while (!stopped) {
        int count = poller.await(again.isEmpty() ? (int) SWEEP.toMillis() : 0);
        for (int index = 0; index < count; index++) {
          tell(index);
        }
        tellAgain();
        sweep();
        closeAll(closing);
        runTasks();
      }
    } finally {
      end();
    }
  }

  private void tell(int index) {
    int number = poller.descriptor(index);
    Watched one = number < watched.length ? watched[number] : null;
    if (one != null) {
      one.readable |= poller.isReadable(index);
      one.writable |= poller.isWritable(index);
      one.ending |= poller.isEnding(index);
      one.broken |= poller.isBroken(index);
      one.ready();
    }
  }

  private void tellAgain() {
    for (int count = again.size(); count > 0; count--) {
      Watched one = again.remove();
      if (watched[one.fd.number()] == one) {
        one.ready();
      }
    }
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void sweep() {
    if (System.nanoTime() - nextSweep >= 0) {
      nextSweep = System.nanoTime() + SWEEP.toNanos();
      List.copyOf(sweeps).forEach(Runnable::run);
    }
  }

  private void end() {
    stopped = true;
    for (Watched one : watched) {
      if (one != null) {
        close(one);
      }
    }
    closeAll(closing);
    poller.close();
    synchronized (tasks) {
      ended = true;
    }
    runTasks();
  }

  private static void closeAll(List<Fd> descriptors) {
    if (!descriptors.isEmpty()) {
      descriptors.forEach(Descriptors::close);
      descriptors.clear();
    }
  }

  /** Closes all descriptors and returns once the thread has ended. A second call does nothing. */
  @Override
  public void close() {
    stopped = true;
    poller.wake();
    Threads.awaitEnd(thread);
  }
}
