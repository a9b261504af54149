package io.jcompose.runtime.linux.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A socket from which one server is asked, and the questions that it has not answered yet. */
final class UdpUpstream implements EventLoop.Readiness {
  private static final Duration LIFE = Duration.ofSeconds(5);
  private static final int DATAGRAMS_IN_A_ROW = 64; // so that others have their turn
  private static final int IDS = 0x10000;

  private final DatagramChannel channel;
  private final SecureRandom random;
  private final ByteBuffer buffer;
  private final Map<Integer, Waiting> waiting = new LinkedHashMap<>(); // by number
  private final long opened = System.nanoTime();

  private record Waiting(ForwardedQuestion question, long since) {}

  private UdpUpstream(DatagramChannel channel, SecureRandom random, ByteBuffer buffer) {
    this.channel = channel;
    this.random = random;
    this.buffer = buffer;
  }

  /**
   * Opens a socket.
   *
   * @param buffer for reading, of the size of the largest answer; others use it in between
   */
  static UdpUpstream open(
      Upstream server, Selector selector, SecureRandom random, ByteBuffer buffer)
      throws IOException {
    DatagramChannel channel = server.openUdp();
    UdpUpstream socket = new UdpUpstream(channel, random, buffer);
    channel.register(selector, SelectionKey.OP_READ, socket);
    return socket;
  }

  /** Returns whether further questions may leave from here. */
  boolean isFresh(long now) {
    return now - opened < LIFE.toNanos();
  }

  void ask(ForwardedQuestion question) throws IOException {
    int id = random.nextInt(IDS);
    while (waiting.containsKey(id)) { // there are far fewer questions than numbers
      id = random.nextInt(IDS);
    }
    try {
      channel.write(ByteBuffer.wrap(question.question().numbered(id)));
    } catch (IOException e) { // what became of an earlier one is told here, and not again
      failAll();
      throw e;
    }
    waiting.put(id, new Waiting(question, System.nanoTime()));
  }

  @Override
  public void ready() {
    try {
      for (int number = 0; number < DATAGRAMS_IN_A_ROW && channel.isOpen(); number++) {
        buffer.clear();
        if (channel.receive(buffer) == null) {
          return;
        }
        byte[] message = new byte[buffer.flip().remaining()];
        buffer.get(message);
        received(message);
      }
    } catch (IOException e) { // nobody listens there: no need to wait for it
      failAll();
    }
  }

  /** Whatever does not answer what was asked may be forged; the true answer may still come. */
  private void received(byte[] message) {
    if (message.length < Wire.HEADER) {
      return;
    }
    Waiting asked = waiting.get(Wire.id(message));
    if (asked != null && asked.question().isAnsweredBy(message)) {
      waiting.remove(Wire.id(message));
      asked.question().answered(message);
    }
  }

  private void failAll() {
    List<Waiting> all = new ArrayList<>(waiting.values());
    waiting.clear();
    all.forEach(asked -> asked.question().askNext());
  }

  /** Gives up on what has waited too long. */
  void expire(long now) {
    List<Waiting> late = new ArrayList<>();
    waiting
        .values()
        .removeIf(
            asked -> {
              boolean isLate = now - asked.since() >= asked.question().timeout().toNanos();
              if (isLate) {
                late.add(asked);
              }
              return isLate;
            });
    late.forEach(asked -> asked.question().askNext());
  }

  /** Closes it if it is old and nobody waits for an answer; returns whether it is closed. */
  boolean closeIfDone(long now) {
    if (waiting.isEmpty() && !isFresh(now)) {
      EventLoop.closeQuietly(channel);
    }
    return !channel.isOpen();
  }

  void close() {
    EventLoop.closeQuietly(channel);
    failAll();
  }
}
