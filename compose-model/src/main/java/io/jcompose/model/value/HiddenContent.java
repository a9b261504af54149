package io.jcompose.model.value;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Bytes that may be a secret: nothing that is made for people says them.
 *
 * @param value the bytes in base 64
 */
public record HiddenContent(String value) {
  public HiddenContent {
    Base64.getDecoder().decode(value); // refuses what is no base 64
  }

  /** Returns the content made of {@code bytes}. */
  public static HiddenContent of(byte[] bytes) {
    return new HiddenContent(Base64.getEncoder().encodeToString(bytes));
  }

  /** Returns the bytes. */
  public byte[] bytes() {
    return Base64.getDecoder().decode(value);
  }

  /** Returns SHA-256 of the bytes, in hexadecimal. */
  public String digest() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Says how much there is, never what: this may end in a log. */
  @Override
  public String toString() {
    return bytes().length + " bytes, not shown";
  }
}
