package io.jcompose.runtime.linux.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One direction of a connection. It reads on only when all it has read is written, so a slow
 * receiver slows the sender down and nothing piles up here.
 */
final class TcpDirection {
  private static final int CHUNK = 16 * 1024; // two for each connection
  // so that one fast connection does not keep the others waiting
  private static final int CHUNKS_IN_A_ROW = 16;

  private final SocketChannel source;
  private final SocketChannel sink;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).flip();
  private boolean sourceEnded;
  private boolean ended;

  TcpDirection(SocketChannel source, SocketChannel sink) {
    this.source = source;
    this.sink = sink;
  }

  /** Moves what can be moved without waiting. */
  void move() throws IOException {
    for (int chunk = 0; chunk < CHUNKS_IN_A_ROW && !ended; chunk++) {
      sink.write(buffer);
      if (buffer.hasRemaining() || !refill()) {
        break;
      }
    }
    if (sourceEnded && !ended && !buffer.hasRemaining()) {
      sink.shutdownOutput();
      ended = true;
    }
  }

  /** Returns whether there is something to write now. */
  private boolean refill() throws IOException {
    if (sourceEnded) {
      return false;
    }
    buffer.clear();
    int read = source.read(buffer);
    buffer.flip();
    sourceEnded = read < 0;
    return read > 0;
  }

  /** Returns what to wait for on the source. */
  int interestOfSource() {
    return sourceEnded || buffer.hasRemaining() ? 0 : SelectionKey.OP_READ;
  }

  /** Returns what to wait for on the sink. */
  int interestOfSink() {
    return buffer.hasRemaining() ? SelectionKey.OP_WRITE : 0;
  }

  /** Returns whether all is delivered and the sink was told so. */
  boolean isEnded() {
    return ended;
  }
}
