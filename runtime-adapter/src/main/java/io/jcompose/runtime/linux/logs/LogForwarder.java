package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.host.Threads;
import io.jcompose.runtime.linux.logs.LineCutter.CutLine;
import io.jcompose.runtime.linux.logs.driver.LogTarget;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Passes on what is in one container's log, with a thread of its own, so that one target that is
 * away keeps nobody else waiting. A line counts as passed on once the target has taken it: whoever
 * is killed in between leaves one line that is sent again.
 */
final class LogForwarder implements AutoCloseable {
  private static final Duration UNTIL_TRIED_AGAIN = Duration.ofSeconds(1);

  /** How long the end waits for what is still to be passed on. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ContainerLog log;
  private final LogTarget target;
  private final Consumer<String> warnings;
  private final Thread thread;
  private boolean news;
  private boolean ending;
  private boolean away;

  private LogForwarder(ContainerLog log, LogTarget target, Consumer<String> warnings) {
    this.log = log;
    this.target = target;
    this.warnings = warnings;
    this.thread = new Thread(this::forward, "log-forwarder");
    thread.setDaemon(true);
  }

  /** Begins where an earlier one has stopped. */
  static LogForwarder start(ContainerLog log, LogTarget target, Consumer<String> warnings) {
    var forwarder = new LogForwarder(log, target, warnings);
    forwarder.thread.start();
    return forwarder;
  }

  /** Says that there is more in the log. */
  synchronized void wake() {
    news = true;
    notifyAll();
  }

  private void forward() {
    try (ForwardedPosition position = ForwardedPosition.open(log.directory());
        FileLogReader reader = FileLogReader.open(log, "", LogSelection.ALL, position.offsets())) {
      while (true) {
        Optional<CutLine> line = reader.nextCut(Duration.ZERO);
        if (line.isEmpty() && !awaitNews()) {
          return;
        }
        if (line.isPresent()) {
          if (!send(line.get())) {
            return;
          }
          position.advance(line.get().stream(), line.get().limit());
        }
      }
    } catch (IOException | RuntimeFailure e) {
      warnings.accept(
          "the log of '" + log.container() + "' is passed on no more: " + e.getMessage());
    }
  }

  /** Returns whether there may be more to come. */
  private synchronized boolean awaitNews() {
    while (!news && !ending) {
      try {
        wait();
      } catch (InterruptedException e) {
        return false;
      }
    }
    boolean some = news;
    news = false;
    return some;
  }

  /** Sends a line, again and again until it is taken; returns false if the end came first. */
  private boolean send(CutLine line) {
    while (true) {
      try {
        target.send(line.line());
        away = false;
        return true;
      } catch (IOException e) {
        if (!away) {
          away = true;
          warnings.accept(
              "the log of '"
                  + log.container()
                  + "' waits to be passed on to "
                  + target
                  + ": "
                  + e.getMessage());
        }
        if (!pause()) {
          return false;
        }
      }
    }
  }

  /** Waits before the next attempt; returns whether there is to be one. */
  private synchronized boolean pause() {
    long deadline = System.nanoTime() + UNTIL_TRIED_AGAIN.toNanos();
    while (!ending) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return true;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        return false;
      }
    }
    return false;
  }

  /**
   * Passes on what is there, unless the target is away or slow, and ends. What is left is for the
   * next one.
   */
  @Override
  public void close() {
    synchronized (this) {
      ending = true;
      news = true;
      notifyAll();
    }
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    target.close();
    Threads.awaitEnd(thread);
  }
}
