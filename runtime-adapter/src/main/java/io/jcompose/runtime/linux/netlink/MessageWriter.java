package io.jcompose.runtime.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes one message to the kernel; its numbers are in the machine's byte order. */
final class MessageWriter {
  private static final int LONGEST = 4096; // far more than any request of ours

  private final ByteBuffer buffer = ByteBuffer.allocate(LONGEST).order(ByteOrder.nativeOrder());

  /**
   * Begins the message with its header, struct nlmsghdr.
   *
   * @param type such as RTM_NEWLINK
   * @param flags NLM_F_…
   */
  MessageWriter(int type, int flags, int sequence) {
    buffer.putInt(0); // the length, known at the end
    buffer.putShort((short) type);
    buffer.putShort((short) flags);
    buffer.putInt(sequence);
    buffer.putInt(0); // the port: the kernel fills in ours
  }

  /** Adds a number of 8 bits to the message's fixed part. */
  MessageWriter number8(int value) {
    buffer.put((byte) value);
    return this;
  }

  /** Adds a number of 16 bits to the message's fixed part. */
  MessageWriter number16(int value) {
    buffer.putShort((short) value);
    return this;
  }

  /** Adds a number of 32 bits to the message's fixed part. */
  MessageWriter number32(int value) {
    buffer.putInt(value);
    return this;
  }

  /** Adds an attribute that is a number of 8 bits. */
  MessageWriter attribute8(int type, int value) {
    return nested(type, inner -> inner.number8(value));
  }

  /** Adds an attribute that is a number of 16 bits. */
  MessageWriter attribute16(int type, int value) {
    return nested(type, inner -> inner.number16(value));
  }

  /** Adds an attribute that is a number of 32 bits. */
  MessageWriter attribute(int type, int value) {
    return nested(type, inner -> inner.number32(value));
  }

  /** Adds an attribute that is a text; a zero is put behind it. */
  MessageWriter attribute(int type, String text) {
    return attribute(type, (text + "\0").getBytes(StandardCharsets.UTF_8));
  }

  /** Adds an attribute with these bytes. */
  MessageWriter attribute(int type, byte[] bytes) {
    return nested(type, inner -> inner.buffer.put(bytes));
  }

  /** Adds an attribute that holds what {@code content} writes. */
  MessageWriter nested(int type, Consumer<MessageWriter> content) {
    int start = buffer.position();
    buffer.putShort((short) 0);
    buffer.putShort((short) type);
    content.accept(this);
    int length = buffer.position() - start;
    buffer.putShort(start, (short) length);
    buffer.position(start + Message.aligned(length)); // the bytes between are zero already
    return this;
  }

  /** Returns the whole message. */
  byte[] finish() {
    buffer.putInt(0, buffer.position());
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
