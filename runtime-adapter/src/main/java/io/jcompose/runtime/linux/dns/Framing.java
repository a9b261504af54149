package io.jcompose.runtime.linux.dns;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Messages on a connection, each behind its length in two bytes. */
final class Framing {
  private final int most;
  private final ByteBuffer length = ByteBuffer.allocate(Short.BYTES);
  private @Nullable ByteBuffer body;

  /** Reads messages of at most this many bytes. */
  Framing(int most) {
    this.most = most;
  }

  /**
   * Returns the next message, or nothing if its rest has not come yet.
   *
   * @throws EOFException if no more will come
   * @throws ProtocolException if it is longer than what is read here
   */
  byte @Nullable [] read(SocketChannel channel) throws IOException {
    if (body == null) {
      if (!fill(length, channel)) {
        return null;
      }
      int size = Short.toUnsignedInt(length.flip().getShort());
      length.clear();
      if (size > most) {
        throw new ProtocolException("a message of " + size + " bytes");
      }
      body = ByteBuffer.allocate(size);
    }
    if (!fill(body, channel)) {
      return null;
    }
    byte[] message = body.array();
    body = null;
    return message;
  }

  private static boolean fill(ByteBuffer buffer, SocketChannel channel) throws IOException {
    if (buffer.hasRemaining() && channel.read(buffer) < 0) {
      throw new EOFException();
    }
    return !buffer.hasRemaining();
  }

  /** Returns the message behind its length. */
  static ByteBuffer framed(byte[] message) {
    return ByteBuffer.allocate(Short.BYTES + message.length)
        .putShort((short) message.length)
        .put(message)
        .flip();
  }
}
