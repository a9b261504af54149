package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.host.Host;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names for what the kernel has of us. They tell networks and pods apart, and installations with
 * other directories, and are the same in every process.
 */
final class ShortHash {
  private final String installation;

  ShortHash(Host host) {
    this.installation = host.state().toAbsolutePath().normalize().toString();
  }

  /** Returns hexadecimal digits made of the installation and {@code parts}. */
  String digits(int count, String... parts) {
    return HexFormat.of().formatHex(bytes(parts)).substring(0, count);
  }

  /** Returns 32 bytes made of the installation and {@code parts}. */
  byte[] bytes(String... parts) {
    return hash(installation + "\0" + String.join("\0", parts));
  }

  /** Returns 32 bytes made of a text. */
  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
