package io.jcompose.samples.forge;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: enough to know it again, too little to find it.
 *
 * @param value {@code pbkdf2-sha512$ITERATIONS$SALT$KEY}, the last two in base 64
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">
 *     OWASP on storing passwords</a>, for the number of iterations
 */
record PasswordHash(String value) {
  private static final String SCHEME = "pbkdf2-sha512";
  private static final int ITERATIONS = 210_000;
  private static final int SALT_BYTES = 16;
  private static final int KEY_BITS = 512;

  /** Returns a hash of {@code password} with a fresh salt. */
  static PasswordHash of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return new PasswordHash(
        String.join(
            "$",
            SCHEME,
            Integer.toString(ITERATIONS),
            base64.encodeToString(salt),
            base64.encodeToString(key(password, salt, ITERATIONS))));
  }

  /** Returns whether this is a hash of {@code password}; takes as long for any other. */
  boolean matches(String password) {
    List<String> parts = List.of(value.split("\\$", -1));
    if (parts.size() != 4 || !parts.get(0).equals(SCHEME)) {
      throw new IllegalStateException("a password hash of an unknown scheme is stored");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] salt = base64.decode(parts.get(2));
    byte[] expected = base64.decode(parts.get(3));
    return MessageDigest.isEqual(expected, key(password, salt, Integer.parseInt(parts.get(1))));
  }

  private static byte[] key(String password, byte[] salt, int iterations) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA512", e);
    }
  }

  /** Leaves the hash out of log lines. */
  @Override
  public String toString() {
    return "PasswordHash";
  }
}
