package io.jcompose.scheduler;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the pool whose threads carry out steps, probes and restarts. */
final class Workers {
  private static final long IDLE_SECONDS = 5;

  private Workers() {}

  /** Returns a pool that grows as needed and shrinks to nothing: a supervisor mostly waits. */
  static ExecutorService create() {
    AtomicInteger numbers = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "jcompose-worker-" + numbers.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        },
        // after the end nothing is to be begun any more
        new ThreadPoolExecutor.DiscardPolicy());
  }
}
