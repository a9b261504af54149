package io.jcompose.runtime.linux.logs;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One entry of the index.
 *
 * @param at when it arrived
 * @param kind what it is
 * @param offset of its first byte in the stream's file; 0 for an end
 * @param length in bytes; 0 for an end
 */
record IndexEntry(Instant at, Kind kind, long offset, int length) {
  /** Size on disk. */
  static final int BYTES = 32;

  private static final byte VERSION = 1;

  /** What an entry is, and the byte that says so on disk. */
  enum Kind {
    STDOUT(1),
    STDERR(2),
    END(3);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    private static Kind of(byte code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("there is no kind " + code);
    }
  }

  static IndexEntry piece(Instant at, Stream stream, long offset, int length) {
    return new IndexEntry(at, stream.kind(), offset, length);
  }

  static IndexEntry end(Instant at) {
    return new IndexEntry(at, Kind.END, 0, 0);
  }

  /** Returns whether this is a piece of {@code stream}. */
  boolean isPieceOf(Stream stream) {
    return kind == stream.kind();
  }

  /** Returns the offset behind its last byte. */
  long limit() {
    return offset + length;
  }

  byte[] encode() {
    return ByteBuffer.allocate(BYTES)
        .put(VERSION)
        .put(kind.code)
        .putShort((short) 0)
        .putInt(length)
        .putLong(offset)
        .putLong(at.getEpochSecond())
        .putInt(at.getNano())
        .array();
  }

  /**
   * Returns the entry that these bytes are.
   *
   * @throws IllegalArgumentException if they are none
   */
  static IndexEntry decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    byte kind = in.get();
    in.getShort();
    int length = in.getInt();
    long offset = in.getLong();
    if (version != VERSION || length < 0) {
      throw new IllegalArgumentException("not a log entry of version " + VERSION);
    }
    return new IndexEntry(
        Instant.ofEpochSecond(in.getLong(), in.getInt()), Kind.of(kind), offset, length);
  }
}
