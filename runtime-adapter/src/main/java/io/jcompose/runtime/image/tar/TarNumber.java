package io.jcompose.runtime.image.tar;

import io.jcompose.runtime.image.UnusableImageException;
import java.nio.charset.StandardCharsets;

/** Numbers as headers hold them: octal digits, or base 256 where the first bit is set. */
final class TarNumber {
  private TarNumber() {}

  /** Returns the number in a field; an empty one is 0. */
  static long parse(byte[] block, int start, int length, String field) {
    return (block[start] & 0x80) != 0
        ? base256(block, start, length, field)
        : octal(block, start, length, field);
  }

  /** Two's complement, most significant byte first, the very first bit only being the mark. */
  private static long base256(byte[] block, int start, int length, String field) {
    boolean negative = (block[start] & 0x40) != 0;
    int first = negative ? block[start] : block[start] & 0x7f;
    long value = first;
    for (int i = start + 1; i < start + length; i++) {
      long next = (value << 8) | (block[i] & 0xff);
      if (next >> 8 != value) {
        throw UnusableImageException.damaged("a tar header's " + field + " is too large");
      }
      value = next;
    }
    return value;
  }

  private static long octal(byte[] block, int start, int length, String field) {
    int end = start;
    while (end < start + length && block[end] != 0) {
      end++;
    }
    String digits = new String(block, start, end - start, StandardCharsets.ISO_8859_1).strip();
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '7' || value >>> 60 != 0) {
        throw UnusableImageException.damaged("a tar header's " + field + " is not a number");
      }
      value = value * 8 + (c - '0');
    }
    return value;
  }
}
