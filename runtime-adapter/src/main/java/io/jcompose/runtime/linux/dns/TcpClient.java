package io.jcompose.runtime.linux.dns;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A connection from a pod, with any number of questions one after the other. It is read only while
 * its answers are, so a client that does not read has little waiting for it here.
 */
final class TcpClient implements EventLoop.Readiness, Asker {
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final int MOST_UNANSWERED = 4;
  private static final int QUESTIONS_IN_A_ROW = 64; // so that others have their turn

  private final Pod pod;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Framing in = new Framing(Question.LONGEST);
  private final Deque<ByteBuffer> out = new ArrayDeque<>();
  private int unanswered;
  private boolean reading;
  private boolean inputEnded;
  private long lastProgress = System.nanoTime();

  private TcpClient(Pod pod, SocketChannel channel, SelectionKey key) {
    this.pod = pod;
    this.channel = channel;
    this.key = key;
  }

  /** Takes an accepted connection over. */
  static TcpClient register(Pod pod, SocketChannel channel, Selector selector) throws IOException {
    try {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      TcpClient client = new TcpClient(pod, channel, key);
      key.attach(client);
      return client;
    } catch (IOException e) {
      EventLoop.closeQuietly(channel);
      throw e;
    }
  }

  @Override
  public void ready() {
    try {
      write();
      read();
      settle();
    } catch (IOException e) { // reset, or not the protocol
      close();
    }
  }

  private void read() throws IOException {
    reading = true;
    try {
      for (int number = 0; number < QUESTIONS_IN_A_ROW && mayRead(); number++) {
        byte[] packet = in.read(channel);
        if (packet == null) {
          return;
        }
        lastProgress = System.nanoTime();
        unanswered++;
        if (!pod.received(packet, this)) {
          throw new IOException("not a question");
        }
        write();
      }
    } catch (EOFException e) {
      inputEnded = true; // it may still want the answers
    } finally {
      reading = false;
    }
  }

  private boolean mayRead() {
    return !inputEnded && unanswered < MOST_UNANSWERED && out.isEmpty();
  }

  private void write() throws IOException {
    while (!out.isEmpty()) {
      if (channel.write(out.element()) > 0) {
        lastProgress = System.nanoTime();
      }
      if (out.element().hasRemaining()) {
        return;
      }
      out.remove();
    }
  }

  private void settle() {
    if (inputEnded && unanswered == 0 && out.isEmpty()) {
      close();
    } else {
      key.interestOps(
          (mayRead() ? SelectionKey.OP_READ : 0) | (out.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }
  }

  @Override
  public boolean isOnTcp() {
    return true;
  }

  @Override
  public void answer(byte[] message) {
    unanswered--;
    if (channel.isOpen()) {
      out.add(Framing.framed(message));
      if (!reading) { // else it is written as soon as we are back there
        ready();
      }
    }
  }

  /** Returns since when nothing has moved. */
  long lastProgress() {
    return lastProgress;
  }

  /** Closes a connection on which nobody asks and nobody reads. */
  void expire(long now) {
    boolean waitsForUs = unanswered > 0 && out.isEmpty();
    if (!waitsForUs && now - lastProgress > IDLE.toNanos()) {
      close();
    }
  }

  void close() {
    EventLoop.closeQuietly(channel);
    pod.closed(this);
  }
}
