package io.jcompose.runtime.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One message from the kernel. Numbers of a netlink message are in the machine's byte order;
 * addresses within it are in network order.
 *
 * @param type what it is, such as RTM_NEWLINK
 * @param flags NLM_F_…
 * @param sequence the number of the request it answers
 * @param body what follows the header, from position 0 on
 */
record Message(int type, int flags, int sequence, ByteBuffer body) {
  private static final int HEADER = 16; // struct nlmsghdr
  private static final int ALIGNMENT = 4;

  /** Takes a datagram apart. */
  static List<Message> readAll(byte[] datagram) {
    ByteBuffer rest = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
    List<Message> messages = new ArrayList<>();
    while (rest.remaining() >= HEADER) {
      int start = rest.position();
      int length = rest.getInt();
      if (length < HEADER || length > datagram.length - start) {
        throw new IllegalStateException(
            "a netlink message says it has " + length + " bytes in a datagram that has fewer");
      }
      int type = Short.toUnsignedInt(rest.getShort());
      int flags = Short.toUnsignedInt(rest.getShort());
      int sequence = rest.getInt();
      ByteBuffer body = rest.slice(start + HEADER, length - HEADER).order(rest.order());
      messages.add(new Message(type, flags, sequence, body));
      rest.position(Math.min(start + aligned(length), datagram.length));
    }
    return List.copyOf(messages);
  }

  /** Returns the length with what fills it up to where the next message or attribute begins. */
  static int aligned(int length) {
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
