package io.jcompose.runtime.linux.dns;

import io.jcompose.runtime.host.Threads;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The one thread of the server, and its selector. It sleeps as long as nothing happens and nothing
 * waits for a time to pass.
 */
final class EventLoop implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(100);

  private final Selector selector;
  private final Consumer<String> warnings;
  private final Thread thread = new Thread(this::run, "name-server");
  private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
  private final List<Timed> timed = new ArrayList<>();
  private long lastTick = System.nanoTime();
  private boolean hasWarned;
  private volatile boolean closing;
  private volatile boolean ended;

  /** What is done when a channel is ready; attached to its selection key. */
  interface Readiness {
    /** Does what can be done without waiting. Never throws for what a network does. */
    void ready();
  }

  /** Something that waits for a time to pass. */
  interface Timed {
    boolean isWaiting();

    /** Ends what has waited long enough. Called about every 100 ms while something waits. */
    void expire(long now);
  }

  private EventLoop(Selector selector, Consumer<String> warnings) {
    this.selector = selector;
    this.warnings = warnings;
    thread.setDaemon(true);
  }

  /** Starts the thread. Sockets that it opens belong to the calling thread's network namespace. */
  static EventLoop start(Consumer<String> warnings) {
    try {
      EventLoop loop = new EventLoop(Selector.open(), warnings);
      loop.thread.start();
      return loop;
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot open a selector for the name server: " + e.getMessage(),
          "raise the limit of open files ('ulimit -n')",
          e);
    }
  }

  /** Returns the selector; for the loop's thread. */
  Selector selector() {
    return selector;
  }

  /** Lets something be told of the time; for the loop's thread. */
  void add(Timed something) {
    timed.add(something);
  }

  /** Ends that something is told of the time; for the loop's thread. */
  void remove(Timed something) {
    timed.remove(something);
  }

  /** Runs work on the loop's thread and returns once it is done, and what it closed is closed. */
  void run(Runnable work) {
    Task task = new Task(work, new CompletableFuture<>());
    tasks.add(task);
    if (ended) {
      refuseTasks();
    } else {
      selector.wakeup();
    }
    task.done().join();
  }

  private record Task(Runnable work, CompletableFuture<Boolean> done) {}

  private void run() {
    try {
      while (!closing) {
        boolean waiting = timed.stream().anyMatch(Timed::isWaiting);
        selector.select(this::ready, waiting ? TICK.toMillis() : 0);
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
          run(task);
        }
        tick();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("epoll_wait(2) fails on a bug only", e);
    } finally {
      ended = true;
      refuseTasks();
      for (SelectionKey key : List.copyOf(selector.keys())) {
        closeQuietly(key.channel());
      }
      closeQuietly(selector);
    }
  }

  private void run(Task task) throws IOException {
    try {
      task.work().run();
      // a closed channel keeps its socket until the selector has noticed
      selector.selectNow();
      selector.selectedKeys().clear();
      task.done().complete(true);
    } catch (RuntimeException e) {
      task.done().completeExceptionally(e);
    }
  }

  /** Nobody is to wait for a thread that has ended. */
  private void refuseTasks() {
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      task.done().completeExceptionally(new IllegalStateException("the name server has ended"));
    }
  }

  private void ready(SelectionKey key) {
    if (key.isValid()) {
      guarded(((Readiness) key.attachment())::ready);
    }
  }

  private void tick() {
    long now = System.nanoTime();
    if (now - lastTick >= TICK.toNanos()) {
      lastTick = now;
      for (Timed something : List.copyOf(timed)) {
        guarded(() -> something.expire(now));
      }
    }
  }

  /** One pod's question must not end the service of all, not even by a mistake of ours. */
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      if (!hasWarned) {
        hasWarned = true;
        warnings.accept("the name server made a mistake, and goes on: " + e);
      }
    }
  }

  /** Closes what is given up anyway. */
  static void closeQuietly(Closeable given) {
    try {
      given.close();
    } catch (IOException e) {
      // the descriptor is free whatever close(2) says
    }
  }

  /** Closes all channels and returns once the thread has ended. A second call does nothing. */
  @Override
  public void close() {
    closing = true;
    if (!ended) {
      selector.wakeup();
    }
    Threads.awaitEnd(thread);
  }
}
