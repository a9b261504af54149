package io.jcompose.runtime.image.tar;

import io.jcompose.runtime.image.UnusableImageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The fields of one header block, in whichever of the dialects it is written: v7, ustar, GNU, star.
 *
 * @see <a href="https://man.freebsd.org/cgi/man.cgi?query=tar&sektion=5">tar(5)</a>
 */
final class TarHeader {
  static final int BLOCK = 512;
  private static final byte[] POSIX_MAGIC = {'u', 's', 't', 'a', 'r', 0, '0', '0'};
  private static final byte[] GNU_MAGIC = {'u', 's', 't', 'a', 'r', ' ', ' ', 0};
  private static final byte[] STAR_MAGIC = {'t', 'a', 'r', 0};
  private static final int SPARSE_PAIR = 24;

  private final byte[] block;

  private TarHeader(byte[] block) {
    this.block = block;
  }

  /** Returns whether a block is all zeros, which ends an archive. */
  static boolean isEnd(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the header in {@code block}; empty if its checksum is wrong. */
  static Optional<TarHeader> parse(byte[] block) {
    return Optional.of(new TarHeader(block.clone())).filter(TarHeader::hasRightChecksum);
  }

  private boolean hasRightChecksum() {
    long unsigned = 0;
    long signed = 0; // what some very old writers summed
    for (int i = 0; i < BLOCK; i++) {
      byte b = i >= 148 && i < 156 ? (byte) ' ' : block[i];
      unsigned += b & 0xff;
      signed += b;
    }
    try {
      long written = number(148, 8, "checksum");
      return written == unsigned || written == signed;
    } catch (UnusableImageException notANumber) {
      return false;
    }
  }

  byte type() {
    return block[156];
  }

  EntryName name() {
    byte[] name = text(0, 100);
    byte[] prefix = prefix();
    if (prefix.length == 0) {
      return EntryName.of(name);
    }
    byte[] joined = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
    joined[prefix.length] = '/';
    System.arraycopy(name, 0, joined, prefix.length + 1, name.length);
    return EntryName.of(joined);
  }

  private byte[] prefix() {
    if (has(STAR_MAGIC, 508) && has(POSIX_MAGIC, 257)) {
      return text(345, 131);
    }
    return has(POSIX_MAGIC, 257) ? text(345, 155) : new byte[0];
  }

  EntryName link() {
    return EntryName.of(text(157, 100));
  }

  int mode() {
    return (int) (number(100, 8, "mode") & 07777);
  }

  long owner() {
    return number(108, 8, "owner");
  }

  long group() {
    return number(116, 8, "group");
  }

  long size() {
    return number(124, 12, "size");
  }

  long changed() {
    return number(136, 12, "time");
  }

  int deviceMajor() {
    return (int) number(329, 8, "device");
  }

  int deviceMinor() {
    return (int) number(337, 8, "device");
  }

  boolean isGnu() {
    return has(GNU_MAGIC, 257);
  }

  /** Of a GNU sparse file: how long it is, holes included. */
  long sparseRealSize() {
    return number(483, 12, "sparse size");
  }

  /** Of a GNU sparse file: the segments that found room in the header. */
  List<TarEntry.Segment> sparseSegments() {
    return segments(block, 386, 4);
  }

  boolean sparseContinues() {
    return block[482] != 0;
  }

  /** Returns the segments in a block that continues a GNU sparse header. */
  static List<TarEntry.Segment> continuedSegments(byte[] block) {
    return segments(block, 0, 21);
  }

  static boolean continuesFurther(byte[] block) {
    return block[504] != 0;
  }

  private static List<TarEntry.Segment> segments(byte[] block, int start, int count) {
    List<TarEntry.Segment> segments = new ArrayList<>();
    for (int at = start; at < start + count * SPARSE_PAIR; at += SPARSE_PAIR) {
      if (block[at] == 0) {
        break;
      }
      segments.add(
          new TarEntry.Segment(
              TarNumber.parse(block, at, 12, "sparse offset"),
              TarNumber.parse(block, at + 12, 12, "sparse length")));
    }
    return segments;
  }

  private long number(int start, int length, String field) {
    return TarNumber.parse(block, start, length, field);
  }

  private byte[] text(int start, int length) {
    int end = start;
    while (end < start + length && block[end] != 0) {
      end++;
    }
    return Arrays.copyOfRange(block, start, end);
  }

  private boolean has(byte[] magic, int at) {
    return Arrays.equals(block, at, at + magic.length, magic, 0, magic.length);
  }

  @Override
  public String toString() {
    return new String(text(0, 100), StandardCharsets.UTF_8);
  }
}
