package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.host.HostFiles;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads private keys in PEM: PKCS#8, and the older forms of their own that RSA (PKCS#1) and
 * elliptic curves (SEC 1) have. No failure quotes a key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5958">RFC 5958</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc5915">RFC 5915</a>
 */
final class PrivateKeyFile {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN (?<kind>[A-Z ]*)PRIVATE KEY-----(?<body>[^-]*)-----END [A-Z ]*PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** rsaEncryption, and the parameters it does not have. */
  private static final byte[] RSA = {
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  /** id-ecPublicKey; which curve it is follows. */
  private static final byte[] ELLIPTIC_CURVE = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };

  private PrivateKeyFile() {}

  static PrivateKey read(Path file) {
    try {
      Matcher block = BLOCK.matcher(HostFiles.read(file));
      if (!block.find()) {
        throw unusable(file, "there is no private key in it");
      }
      String body = block.group("body");
      if (block.group("kind").startsWith("ENCRYPTED") || body.contains("ENCRYPTED")) {
        throw unusable(
            file, "the key is encrypted, and there is nobody to ask for the pass phrase");
      }
      byte[] content = Base64.getMimeDecoder().decode(body);
      return key(file, inPkcs8(file, block.group("kind").strip(), content));
    } catch (IOException e) {
      throw unusable(file, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw unusable(file, "what is in it is damaged");
    }
  }

  private static byte[] inPkcs8(Path file, String kind, byte[] content) {
    return switch (kind) {
      case "" -> content;
      case "RSA" -> Der.privateKeyInfo(RSA, content);
      case "EC" -> Der.privateKeyInfo(Der.join(ELLIPTIC_CURVE, Der.curve(content)), content);
      default -> throw unusable(file, "keys of the kind '" + kind + "' are not read");
    };
  }

  private static PrivateKey key(Path file, byte[] pkcs8) {
    PKCS8EncodedKeySpec specification = new PKCS8EncodedKeySpec(pkcs8);
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(specification);
      } catch (GeneralSecurityException e) {
        // of another algorithm
      }
    }
    throw unusable(file, "it is no key of " + String.join(", ", ALGORITHMS));
  }

  private static RuntimeFailure unusable(Path file, String why) {
    return new RuntimeFailure(
        "cannot use " + file + ": " + why,
        "convert it with 'openssl pkcs8 -topk8 -nocrypt -in FILE', and make it readable");
  }
}
