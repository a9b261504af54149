package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.host.Threads;
import io.jcompose.runtime.syscall.Poller;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what containers write, with one thread for all of them, and passes on what is to be
 * passed on. Safe to use from several threads.
 *
 * <p>Only one process may collect from a container at a time.
 */
public final class LogPump implements AutoCloseable {
  private static final Duration UNTIL_TRIED_AGAIN = Duration.ofSeconds(1);

  private final Clock clock;
  private final Consumer<String> warnings;
  private final Map<ContainerLog, Intake> intakes = new HashMap<>();
  private final Map<ContainerLog, LogForwarder> forwarders = new HashMap<>();
  private final Map<Long, Tap> taps = new HashMap<>();
  private final Set<Long> refused = new LinkedHashSet<>();
  private long lastKey;
  private @Nullable Poller poller;
  private @Nullable Thread thread;
  private boolean closed;

  /** One pipe of one container. */
  private record Tap(ContainerLog log, Intake intake, Stream stream) {}

  /**
   * Creates a pump. It opens nothing and has no thread until there is something to collect.
   *
   * @param warnings told when a log cannot be written for the time being, because the disk is full;
   *     the container then waits in its writing
   */
  public LogPump(Clock clock, Consumer<String> warnings) {
    this.clock = clock;
    this.warnings = warnings;
  }

  /** Starts to collect; a log that is being collected already is left alone. */
  public synchronized void collect(ContainerLog log, LogSettings settings) {
    if (closed || intakes.containsKey(log)) {
      return;
    }
    Intake intake = Intake.open(log, settings.rotation(), clock);
    intakes.put(log, intake);
    Poller running = running();
    for (Stream stream : Stream.values()) {
      lastKey++;
      taps.put(lastKey, new Tap(log, intake, stream));
      running.add(intake.pipe(stream), lastKey);
    }
    passOn(log, settings);
  }

  /**
   * Passes on what is in a log, and what will be, if it is to be passed on; a log that is being
   * passed on already is left alone.
   */
  public synchronized void passOn(ContainerLog log, LogSettings settings) {
    if (!closed && !forwarders.containsKey(log)) {
      settings
          .target()
          .ifPresent(target -> forwarders.put(log, LogForwarder.start(log, target, warnings)));
    }
  }

  /** Passes on what a log still holds, if somebody takes it soon, and then lets go of it. */
  public void forget(ContainerLog log) {
    LogForwarder forwarder;
    synchronized (this) {
      forwarder = forwarders.remove(log);
    }
    if (forwarder != null) {
      forwarder.close();
    }
  }

  private synchronized void wakeForwarder(ContainerLog log) {
    LogForwarder forwarder = forwarders.get(log);
    if (forwarder != null) {
      forwarder.wake();
    }
  }

  /**
   * Takes in what an ended container has left in its pipes, and marks the end of its run. When this
   * returns, a reader sees all of it.
   */
  public void finish(ContainerLog log, Supplier<LogSettings> settings) {
    try (Intake intake =
        letGo(log).orElseGet(() -> Intake.open(log, settings.get().rotation(), clock))) {
      intake.finish();
      wakeForwarder(log);
    } catch (SyscallException | RuntimeFailure | IOException e) {
      warnings.accept("the end of the log of '" + log.container() + "' is lost: " + e.getMessage());
    }
  }

  private synchronized Optional<Intake> letGo(ContainerLog log) {
    Intake intake = intakes.remove(log);
    if (intake != null) {
      List.copyOf(taps.keySet()).forEach(key -> letGo(key, intake));
    }
    return Optional.ofNullable(intake);
  }

  private void letGo(long key, Intake intake) {
    Tap tap = taps.get(key);
    if (tap != null && tap.intake().equals(intake)) {
      taps.remove(key);
      if (!refused.remove(key)) {
        running().remove(intake.pipe(tap.stream()));
      }
    }
  }

  private Poller running() {
    if (poller == null) {
      Poller opened = Poller.open();
      poller = opened;
      thread = new Thread(() -> pump(opened), "container-output");
      thread.setDaemon(true);
      thread.start();
    }
    return poller;
  }

  private void pump(Poller waiting) {
    long tryAgain = System.nanoTime() + UNTIL_TRIED_AGAIN.toNanos();
    while (!isClosed()) {
      List<Poller.Ready> ready =
          nobodyWasRefused() ? waiting.await() : waiting.await(UNTIL_TRIED_AGAIN);
      ready.forEach(one -> take(one.key(), waiting));
      if (System.nanoTime() - tryAgain > 0) {
        tryAgain = System.nanoTime() + UNTIL_TRIED_AGAIN.toNanos();
        addRefusedAgain(waiting);
      }
    }
  }

  private void take(long key, Poller waiting) {
    Tap tap;
    synchronized (this) {
      tap = taps.get(key);
    }
    if (tap == null) {
      return;
    }
    try {
      tap.intake().take(tap.stream());
      wakeForwarder(tap.log());
    } catch (SyscallException | IOException e) {
      warnings.accept(
          "the output of '" + tap.log().container() + "' has to wait: " + e.getMessage());
      refuse(key, waiting);
    }
  }

  private synchronized void refuse(long key, Poller waiting) {
    Tap tap = taps.get(key);
    if (tap != null && refused.add(key)) {
      waiting.remove(tap.intake().pipe(tap.stream()));
    }
  }

  private synchronized void addRefusedAgain(Poller waiting) {
    for (long key : refused) {
      Tap tap = Objects.requireNonNull(taps.get(key));
      waiting.add(tap.intake().pipe(tap.stream()), key);
    }
    refused.clear();
  }

  private synchronized boolean nobodyWasRefused() {
    return refused.isEmpty();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Stops collecting: containers write on, into the kernel, until somebody collects again. A second
   * call does nothing.
   */
  @Override
  public void close() {
    Thread collector;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      collector = thread;
      if (poller != null) {
        poller.wake();
      }
    }
    if (collector != null) {
      Threads.awaitEnd(collector);
    }
    List<LogForwarder> passing;
    synchronized (this) {
      passing = List.copyOf(forwarders.values());
      forwarders.clear();
    }
    // all at once: each may have to wait for a target that is away
    passing.stream().map(LogPump::closing).toList().forEach(Threads::awaitEnd);
    synchronized (this) {
      intakes.values().forEach(LogPump::closeQuietly);
      intakes.clear();
      taps.clear();
      if (poller != null) {
        poller.close();
      }
    }
  }

  private static Thread closing(LogForwarder forwarder) {
    Thread thread = new Thread(forwarder::close, "log-forwarder-end");
    thread.start();
    return thread;
  }

  private static void closeQuietly(Intake intake) {
    try {
      intake.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a log", e);
    }
  }
}
