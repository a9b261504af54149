package io.jcompose.runtime.linux;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the identifiers that are shown to people; nothing is found by them. */
final class Identifiers {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** Returns 64 hexadecimal digits that nobody has had before. */
  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
