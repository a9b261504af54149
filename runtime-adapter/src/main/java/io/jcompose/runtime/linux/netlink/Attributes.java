package io.jcompose.runtime.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The attributes of a message, by their type; of two with one type the later counts. */
final class Attributes {
  private static final int HEADER = 4; // struct nlattr
  private static final int TYPE_MASK = 0x3fff; // the two bits above are NLA_F_…

  private final Map<Integer, ByteBuffer> payloads;

  private Attributes(Map<Integer, ByteBuffer> payloads) {
    this.payloads = payloads;
  }

  /** Reads the attributes that begin at {@code offset}. A piece cut off at the end is left out. */
  static Attributes read(ByteBuffer body, int offset) {
    ByteOrder order = body.order();
    Map<Integer, ByteBuffer> payloads = new HashMap<>();
    int position = offset;
    while (position + HEADER <= body.limit()) {
      int length = Short.toUnsignedInt(body.getShort(position));
      int type = Short.toUnsignedInt(body.getShort(position + 2)) & TYPE_MASK;
      if (length < HEADER || position + length > body.limit()) {
        break;
      }
      payloads.put(type, body.slice(position + HEADER, length - HEADER).order(order));
      position += Message.aligned(length);
    }
    return new Attributes(payloads);
  }

  /** Returns a number of 32 bits. */
  Optional<Integer> number(int type) {
    return payload(type).map(payload -> payload.getInt(0));
  }

  /** Returns a text, without the zero that ends it. */
  Optional<String> text(int type) {
    return bytes(type)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .map(text -> text.endsWith("\0") ? text.substring(0, text.length() - 1) : text);
  }

  /** Returns the payload as it is. */
  Optional<byte[]> bytes(int type) {
    return payload(type)
        .map(
            payload -> {
              byte[] bytes = new byte[payload.limit()];
              payload.get(0, bytes);
              return bytes;
            });
  }

  /** Returns the attributes within an attribute. */
  Optional<Attributes> nested(int type) {
    return payload(type).map(payload -> read(payload, 0));
  }

  private Optional<ByteBuffer> payload(int type) {
    return Optional.ofNullable(payloads.get(type));
  }
}
