package io.jcompose.runtime.linux.secret;

import io.jcompose.model.value.SecretName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts with one key. What it encrypts begins with a byte for the form and a random nonce, and
 * is bound to a name: under another one it is not decrypted.
 */
final class StoreKey {
  /** How long a key is, in bytes. */
  static final int LENGTH = 32;

  private static final byte FORM = 1;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;
  private static final String PURPOSE = "jcompose secret ";

  private final SecureRandom random = new SecureRandom();
  private final byte[] key;

  /** Creates the key made of {@link #LENGTH} bytes. */
  StoreKey(byte[] key) {
    this.key = key.clone();
  }

  /** Returns {@code text}, encrypted for {@code name}. */
  byte[] encrypt(SecretName name, byte[] text) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(text);
      return ByteBuffer.allocate(1 + nonce.length + encrypted.length)
          .put(FORM)
          .put(nonce)
          .put(encrypted)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt", e);
    }
  }

  /** Returns what was encrypted for {@code name}; empty if it was not, or not with this key. */
  Optional<byte[]> decrypt(SecretName name, byte[] encrypted) {
    int head = 1 + NONCE_LENGTH;
    // the cipher would take less than a tag for a mistake of ours
    if (encrypted.length < head + TAG_LENGTH || encrypted[0] != FORM) {
      return Optional.empty();
    }
    byte[] nonce = new byte[NONCE_LENGTH];
    System.arraycopy(encrypted, 1, nonce, 0, NONCE_LENGTH);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, nonce, name)
              .doFinal(encrypted, head, encrypted.length - head));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot decrypt", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, SecretName name) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_LENGTH, nonce));
    cipher.updateAAD(new byte[] {FORM});
    cipher.updateAAD((PURPOSE + name).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Returns a text that tells contents apart, and tells who has not the key nothing of them. */
  String fingerprint(byte[] content) {
    try {
      // a key of its own for each purpose
      byte[] own = mac(key, (PURPOSE + "fingerprint").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac(own, content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a fingerprint", e);
    }
  }

  private static byte[] mac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }
}
