package io.jcompose.cli.supervisor;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.plan.PlanJson;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.event.EventSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One client of the supervisor: its request, the thread that carries it out, and what it has yet to
 * be told. Only {@link #say} is for other threads than the socket's own.
 */
final class Connection {
  /** A client that reads nothing, a stopped one for example, may lag behind by so many messages. */
  private static final int LONGEST_QUEUE = 10_000;

  /** A plan of a thousand services has some two megabytes. */
  private static final int LONGEST_REQUEST = 64 << 20;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final PlanJson json;
  private final BiFunction<Request, EventSink, ActionResult> performer;
  private final ByteArrayOutputStream incoming = new ByteArrayOutputStream();
  private final ByteBuffer chunk = ByteBuffer.allocate(8192);
  private final Deque<ByteBuffer> outgoing = new ArrayDeque<>();
  private Optional<Thread> action = Optional.empty();
  private boolean answered;
  private boolean over;

  /** Written by the thread that carries out the request, once it has read it. */
  private volatile Purpose purpose = Purpose.UNKNOWN;

  Connection(
      SocketChannel channel,
      Selector selector,
      PlanJson json,
      BiFunction<Request, EventSink, ActionResult> performer)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.json = json;
    this.performer = performer;
    channel.configureBlocking(false);
    this.key = channel.register(selector, SelectionKey.OP_READ);
  }

  /** Sends a message, as soon as the client takes it. Any thread may call this; never waits. */
  void say(Message message) {
    ByteBuffer line =
        ByteBuffer.wrap((json.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
    synchronized (outgoing) {
      outgoing.add(line);
    }
    selector.wakeup();
  }

  private void answer(Message message) {
    say(message);
    synchronized (outgoing) {
      answered = true;
    }
    selector.wakeup();
  }

  /** Moves what can be moved without waiting, in both directions. */
  void pump() {
    try {
      receive();
      if (!over) {
        send();
      }
    } catch (IOException e) {
      close(); // the client is gone
    }
  }

  private void receive() throws IOException {
    for (int count = channel.read(chunk); count != 0; count = channel.read(chunk)) {
      if (count < 0) {
        close();
        return;
      }
      if (incoming.size() > LONGEST_REQUEST) {
        close();
        return;
      }
      incoming.write(chunk.array(), 0, count);
      boolean complete = chunk.get(count - 1) == '\n';
      chunk.clear();
      if (complete && action.isEmpty()) {
        begin(incoming.toString(StandardCharsets.UTF_8));
      }
    }
  }

  private void begin(String line) {
    Thread thread = new Thread(() -> perform(line), "jcompose-request");
    thread.setDaemon(true);
    action = Optional.of(thread);
    thread.start();
  }

  private void perform(String line) {
    try {
      Request request = json.read(line, Request.class);
      purpose = request.keepsSupervisor() ? Purpose.ACTING : Purpose.FOLLOWING;
      selector.wakeup();
      answer(new Message.Done(performer.apply(request, event -> say(new Message.Happened(event)))));
    } catch (JcomposeException e) {
      answer(new Message.Refused(String.valueOf(e.getMessage()), e.hint()));
    } catch (RuntimeException e) {
      answer(new Message.Broken(StackTraces.of(e)));
    }
  }

  private void send() throws IOException {
    synchronized (outgoing) {
      for (ByteBuffer line = outgoing.peek(); line != null; line = outgoing.peek()) {
        channel.write(line);
        if (line.hasRemaining()) {
          break;
        }
        outgoing.remove();
      }
      if (outgoing.size() > LONGEST_QUEUE || (answered && outgoing.isEmpty())) {
        close();
      } else {
        key.interestOps(
            outgoing.isEmpty()
                ? SelectionKey.OP_READ
                : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      }
    }
  }

  /** What the client is here for. */
  private enum Purpose {
    UNKNOWN,
    ACTING,
    FOLLOWING
  }

  /** Returns whether the supervisor may end though the client is there. */
  boolean isFollower() {
    return purpose == Purpose.FOLLOWING;
  }

  /** Returns whether it is one of those that a supervisor is started for; known in the end. */
  boolean isClient() {
    return purpose == Purpose.ACTING || (over && purpose == Purpose.UNKNOWN);
  }

  /** Returns whether the client is gone or has its answer. */
  boolean isOver() {
    return over;
  }

  /** Lets go of the client; what it asked for and has no answer to is cancelled. */
  void close() {
    if (over) {
      return;
    }
    over = true;
    key.cancel();
    action.ifPresent(Thread::interrupt);
    try {
      channel.close();
    } catch (IOException e) {
      // nobody is there who could be told
    }
  }
}
