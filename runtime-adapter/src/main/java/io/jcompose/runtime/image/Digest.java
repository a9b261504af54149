package io.jcompose.runtime.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of some content, which is also its name.
 *
 * @param hex 64 lower-case digits
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests">image
 *     specification, digests</a>
 */
public record Digest(String hex) {
  private static final String PREFIX = "sha256:";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("not the hexadecimal form of a SHA-256: '" + hex + "'");
    }
  }

  /**
   * Returns the digest that {@code text} writes as {@code sha256:} and 64 digits.
   *
   * @throws UnusableImageException if it is anything else, {@code sha512:} included
   */
  public static Digest parse(String text) {
    if (text.startsWith(PREFIX) && HEX.matcher(text.substring(PREFIX.length())).matches()) {
      return new Digest(text.substring(PREFIX.length()));
    }
    throw UnusableImageException.unsupported(
        "'" + text + "' is not a digest of the form 'sha256:' and 64 hexadecimal digits");
  }

  /** Returns the digest of {@code content}. */
  public static Digest of(byte[] content) {
    return ofFinished(sha256().digest(content));
  }

  /** Returns a new, empty SHA-256 to be fed while content streams past. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  /** Returns the digest whose 32 bytes are given. */
  public static Digest ofFinished(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(bytes));
  }

  /** Returns {@code sha256:} and the digits. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
