package io.jcompose.model.interpolate;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The characters of an env file. What is not UTF-8 matters only where it would get into a variable:
 * old comments in another character set do no harm.
 */
final class EnvFileText {
  /** Stands for a byte that is not UTF-8; half a surrogate pair, so no UTF-8 stands for it. */
  private static final char UNREADABLE = '\uDC80';

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private EnvFileText() {}

  static String decode(byte[] content) {
    CharBuffer text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .replaceWith(Character.toString(UNREADABLE))
              .decode(ByteBuffer.wrap(content));
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("a decoder that replaces cannot fail", e);
    }
    boolean marked = text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK;
    return (marked ? text.subSequence(1, text.length()) : text).toString();
  }

  /** Returns the position of the first character of {@code part} that was not UTF-8, or -1. */
  static int unreadable(String part) {
    return part.indexOf(UNREADABLE);
  }

  /** Returns whether {@code c} is blank where docker compose says so: Unicode's White_Space. */
  static boolean isBlank(int c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85;
  }

  static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }
}
