package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.host.Threads;
import io.jcompose.runtime.linux.netlink.NetlinkException;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Namespaces;
import io.jcompose.runtime.syscall.Sockets.Family;
import io.jcompose.runtime.syscall.Sockets.Transport;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens sockets inside a pod's network namespace, on a thread that stays there. It keeps a few
 * ready of each kind that was asked for, so that a connection seldom waits for another thread.
 */
final class NamespaceSockets implements PodSockets {
  private static final int FULL = 8; // of each kind
  private static final int LOW = 4;

  /** Version of IP and type: what sockets are kept apart by. */
  private record Kind(Family family, Transport transport) {}

  private final PodSockets here = new PodSockets.Here();
  private volatile Optional<SourceRouting> sources; // empty again if it does not work here
  private final Map<Kind, ArrayDeque<Fd>> stock = new HashMap<>();
  private final Thread thread;
  private @Nullable SyscallException failure; // for the next who asks
  private @Nullable Kind wanted;
  private boolean closed;

  private NamespaceSockets(
      Path pin,
      Optional<SourceRouting> sources,
      Consumer<String> warnings,
      CompletableFuture<Boolean> inside) {
    this.sources = sources;
    this.thread = new Thread(() -> live(pin, warnings, inside), "port-forwarder-pod");
    this.thread.setDaemon(true);
  }

  /**
   * Starts the thread and returns once it is inside.
   *
   * @param sources prepares the namespace and its sockets for clients' addresses, if asked for
   * @param warnings is told if that does not work here
   */
  static NamespaceSockets open(
      Path pin, Optional<SourceRouting> sources, Consumer<String> warnings) {
    CompletableFuture<Boolean> inside = new CompletableFuture<>();
    NamespaceSockets sockets = new NamespaceSockets(pin, sources, warnings, inside);
    sockets.thread.start();
    try {
      inside.join();
      return sockets;
    } catch (CompletionException e) {
      Threads.awaitEnd(sockets.thread);
      Throwable why = Objects.requireNonNull(e.getCause());
      throw new RuntimeFailure(
          "cannot forward ports into the pod's network namespace " + pin + ": " + why.getMessage(),
          "start the project again with 'jcompose up'",
          why);
    }
  }

  private void live(Path pin, Consumer<String> warnings, CompletableFuture<Boolean> inside) {
    try {
      enter(pin);
    } catch (RuntimeException e) {
      inside.completeExceptionally(e);
      return;
    }
    prepareSources(pin, warnings);
    inside.complete(true);
    try {
      for (Kind kind = nextWanted(); kind != null; kind = nextWanted()) {
        fill(kind);
      }
    } finally {
      end(); // however it ends, nobody is to wait for this thread
    }
  }

  private synchronized void end() {
    closed = true;
    notifyAll();
  }

  private static void enter(Path pin) {
    Fd namespace = Descriptors.openForReading(pin);
    try {
      Namespaces.enter(namespace, Namespaces.Kind.NETWORK);
    } finally {
      Descriptors.close(namespace); // being inside holds it
    }
  }

  private void prepareSources(Path pin, Consumer<String> warnings) {
    try {
      sources.ifPresent(SourceRouting::setUp);
    } catch (RuntimeFailure | NetlinkException | SyscallException e) {
      sources = Optional.empty();
      warnings.accept(
          "programs in "
              + pin
              + " see clients of published ports come from the pod's own address: "
              + e.getMessage());
    }
  }

  private synchronized @Nullable Kind nextWanted() {
    try {
      while (wanted == null && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      return null; // nobody of ours interrupts: whoever does wants an end
    }
    Kind next = closed ? null : wanted;
    wanted = null;
    return next;
  }

  private void fill(Kind kind) {
    for (int count = held(kind); count < FULL; count++) {
      try {
        put(kind, open(kind));
      } catch (SyscallException e) {
        fail(e);
        return;
      }
    }
  }

  private Fd open(Kind kind) {
    Fd socket = here.take(kind.family(), kind.transport());
    try {
      if (kind.transport() == Transport.STREAM) {
        sources.ifPresent(routing -> routing.prepare(socket, kind.family()));
      }
      return socket;
    } catch (SyscallException e) {
      Descriptors.close(socket);
      throw e;
    }
  }

  private synchronized int held(Kind kind) {
    return stock.computeIfAbsent(kind, any -> new ArrayDeque<>()).size();
  }

  private synchronized void put(Kind kind, Fd socket) {
    stock.computeIfAbsent(kind, any -> new ArrayDeque<>()).add(socket);
    notifyAll();
  }

  private synchronized void fail(SyscallException why) {
    failure = why;
    notifyAll();
  }

  @Override
  public synchronized Fd take(Family family, Transport transport) {
    Kind kind = new Kind(family, transport);
    failure = null;
    boolean interrupted = false;
    while (!closed) {
      Fd socket = stock.computeIfAbsent(kind, any -> new ArrayDeque<>()).poll();
      if (held(kind) < LOW) {
        wanted = kind;
        notifyAll();
      }
      if (socket != null) {
        restore(interrupted);
        return socket;
      }
      if (failure != null) {
        restore(interrupted);
        throw failure;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // a socket comes soon, or the reason why not
      }
    }
    restore(interrupted);
    throw new SyscallException("socket(" + kind + ") in a pod that was left", Errno.ENETUNREACH);
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean preserveSource() {
    return sources.isPresent();
  }

  /** Ends the thread and closes what is left in stock. Who takes from now on gets nothing. */
  @Override
  public void close() {
    end();
    Threads.awaitEnd(thread);
    closeStock();
  }

  private synchronized void closeStock() {
    stock.values().forEach(sockets -> sockets.forEach(Descriptors::close));
    stock.clear();
  }
}
