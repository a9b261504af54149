package io.jcompose.runtime.image.registry.configuration;

import java.io.ByteArrayOutputStream;

/** As much of ASN.1's encoding as it takes to put a private key into PKCS#8. */
final class Der {
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int PARAMETERS = 0xa0;
  private static final byte[] VERSION_0 = {0};

  private Der() {}

  /**
   * Returns a key in the form of PKCS#8.
   *
   * @param algorithm the members of its AlgorithmIdentifier
   * @param key in the algorithm's own form
   */
  static byte[] privateKeyInfo(byte[] algorithm, byte[] key) {
    return element(
        SEQUENCE,
        join(
            join(element(INTEGER, VERSION_0), element(SEQUENCE, algorithm)), element(OCTETS, key)));
  }

  /**
   * Returns which curve a key of SEC 1 is for, as an encoded object identifier.
   *
   * @throws IllegalArgumentException if the key does not say so, or is none
   */
  static byte[] curve(byte[] key) {
    int at = contentOf(key, 0);
    while (at < key.length) {
      int content = contentOf(key, at);
      int end = content + lengthOf(key, at);
      if ((key[at] & 0xff) == PARAMETERS && end <= key.length) {
        byte[] curve = new byte[end - content];
        System.arraycopy(key, content, curve, 0, curve.length);
        return curve;
      }
      at = end;
    }
    throw new IllegalArgumentException("the key does not name its curve");
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (content.length < 0x80) {
      element.write(content.length);
    } else {
      int bytes = (32 - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
      element.write(0x80 | bytes);
      for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        element.write(content.length >>> shift);
      }
    }
    element.writeBytes(content);
    return element.toByteArray();
  }

  /** Returns where the content of the element at {@code at} begins. */
  private static int contentOf(byte[] bytes, int at) {
    int length = byteAt(bytes, at + 1);
    return at + 2 + (length < 0x80 ? 0 : length & 0x7f);
  }

  private static int lengthOf(byte[] bytes, int at) {
    int first = byteAt(bytes, at + 1);
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = at + 2; i < contentOf(bytes, at); i++) {
      length = (length << 8) | byteAt(bytes, i);
    }
    if (length < 0 || length > bytes.length) {
      throw new IllegalArgumentException("an element is longer than what it is in");
    }
    return length;
  }

  private static int byteAt(byte[] bytes, int at) {
    if (at >= bytes.length) {
      throw new IllegalArgumentException("an element is cut off");
    }
    return bytes[at] & 0xff;
  }
}
