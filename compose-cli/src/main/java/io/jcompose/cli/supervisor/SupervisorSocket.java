package io.jcompose.cli.supervisor;

import io.jcompose.model.plan.PlanJson;
import io.jcompose.runtime.host.Threads;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.event.EventSink;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * The supervisor's side of its socket: one thread for all clients, and one more for each request
 * while it is carried out. A client sends one {@link Request} as a line of JSON and gets {@link
 * Message}s, a line each.
 */
final class SupervisorSocket implements AutoCloseable {
  private static final Duration UNTIL_FIRST_REST = Duration.ofMillis(200);
  private static final Duration UNTIL_NEXT_REST = Duration.ofSeconds(30);

  private final Path path;
  private final PlanJson json = new PlanJson();
  private final Message.Greeting greeting;
  private final BiFunction<Request, EventSink, ActionResult> performer;
  private final Runnable quiet;
  private final Selector selector;
  private final ServerSocketChannel server;
  private final Thread thread = new Thread(this::serve, "jcompose-socket");
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private volatile BooleanSupplier mayEnd = () -> false;
  private volatile long patienceEnds = System.nanoTime();
  private volatile boolean closed;
  private volatile boolean leaving;
  private boolean rested;

  private SupervisorSocket(
      Path path,
      Message.Greeting greeting,
      BiFunction<Request, EventSink, ActionResult> performer,
      Runnable quiet,
      Selector selector,
      ServerSocketChannel server) {
    this.path = path;
    this.greeting = greeting;
    this.performer = performer;
    this.quiet = quiet;
    this.selector = selector;
    this.server = server;
  }

  /**
   * Listens on {@code path}; a socket left by a process that was killed is replaced.
   *
   * @param quiet called by the serving thread when no client has stirred for a fifth of a second,
   *     and from then on every half minute until one does
   */
  static SupervisorSocket open(
      Path path,
      String version,
      BiFunction<Request, EventSink, ActionResult> performer,
      Runnable quiet) {
    try {
      Files.deleteIfExists(path);
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      server.configureBlocking(false);
      Selector selector = Selector.open();
      server.register(selector, SelectionKey.OP_ACCEPT);
      return new SupervisorSocket(
          path,
          new Message.Greeting(version, ProcessHandle.current().pid()),
          performer,
          quiet,
          selector,
          server);
    } catch (IOException e) {
      throw new SupervisorFailure(
          "cannot listen on " + path + ": " + e.getMessage(),
          "check the folder's permissions, and that JCOMPOSE_RUN is a short path: a socket's may"
              + " have 107 characters",
          e);
    }
  }

  /** Begins to serve, on a thread of its own. */
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Makes the thread look anew at whether it may end. Any thread may call this. */
  void look() {
    selector.wakeup();
  }

  /**
   * Returns once {@code condition} holds while no client is there but followers, and the socket is
   * gone. Interrupting the calling thread returns early with the interrupt flag set.
   *
   * @param patience how long to wait for a first client even though it holds
   */
  void serveUntil(BooleanSupplier condition, Duration patience) {
    patienceEnds = System.nanoTime() + patience.toNanos();
    mayEnd = condition;
    look();
    try {
      over.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("serving " + path + " broke", e);
    }
  }

  private void serve() {
    List<Connection> connections = new ArrayList<>();
    try (selector;
        server) {
      boolean hadClient = false;
      while (!closed && !mayEnd(connections, hadClient)) {
        await(hadClient ? 0 : millisOfPatience());
        accept(connections);
        connections.forEach(Connection::pump);
        hadClient |= connections.stream().anyMatch(Connection::isClient);
        connections.removeIf(Connection::isOver);
      }
      connections.forEach(Connection::pump); // the last that followers are told
      Files.deleteIfExists(path);
      over.complete(null);
    } catch (IOException | RuntimeException e) {
      over.completeExceptionally(e);
    } finally {
      connections.forEach(Connection::close);
    }
  }

  /**
   * Waits until somebody stirs, or until it has been quiet long enough for a rest. It waits once:
   * what wakes it may be {@link #look}, and whoever called that is owed a look.
   *
   * @param longest how many milliseconds; 0 means for ever
   */
  private void await(long longest) throws IOException {
    Duration untilRest = rested ? UNTIL_NEXT_REST : UNTIL_FIRST_REST;
    long begin = System.nanoTime();
    selector.select(longest == 0 ? untilRest.toMillis() : Math.min(longest, untilRest.toMillis()));
    rested = System.nanoTime() - begin >= untilRest.toNanos();
    if (rested) {
      quiet.run();
    }
  }

  /**
   * Lets {@link #serveUntil} return now, whoever is still there. Those who wait for something turn
   * to the next supervisor.
   */
  void leave() {
    leaving = true;
    look();
  }

  private boolean mayEnd(List<Connection> connections, boolean hadClient) {
    if (leaving) {
      return true;
    }
    return connections.stream().allMatch(Connection::isFollower)
        && (hadClient || System.nanoTime() - patienceEnds >= 0)
        && mayEnd.getAsBoolean();
  }

  /** Returns how long select may wait; 0 means for ever. */
  private long millisOfPatience() {
    long left = patienceEnds - System.nanoTime();
    return left <= 0 ? 0 : Duration.ofNanos(left).toMillis() + 1;
  }

  /** Lets in who waits at the door. */
  private void accept(List<Connection> connections) throws IOException {
    selector.selectedKeys().clear(); // each connection is asked anyway
    for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
      Connection connection = new Connection(client, selector, json, performer);
      connection.say(greeting);
      connections.add(connection);
    }
  }

  /** Turns everybody away and removes the socket. A second call does nothing. */
  @Override
  public void close() {
    closed = true;
    look();
    Threads.awaitEnd(thread);
  }
}
