package io.jcompose.runtime.image.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A name as it stands in an archive: any bytes but zero. Two names are equal if their bytes are.
 */
public final class EntryName {
  private final byte[] bytes;

  private EntryName(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the name of these bytes. */
  public static EntryName of(byte[] bytes) {
    return new EntryName(bytes.clone());
  }

  /** Returns the name that {@code text} is in UTF-8. */
  public static EntryName of(String text) {
    return new EntryName(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns how many bytes there are. */
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntryName name && Arrays.equals(bytes, name.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /**
   * Returns the name for messages: decoded as UTF-8, with {@code ?} for what is no text or could
   * steer a terminal, and cut after 200 characters.
   */
  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder();
    new String(bytes, StandardCharsets.UTF_8)
        .codePoints()
        .limit(200)
        .map(c -> Character.isISOControl(c) || isInvisible(c) ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return codePoint == 0xFFFD
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
