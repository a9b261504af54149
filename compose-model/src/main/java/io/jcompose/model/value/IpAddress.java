package io.jcompose.model.value;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 address.
 *
 * @param value its usual text: four numbers with dots, or the shortest form of <a
 *     href="https://www.rfc-editor.org/rfc/rfc5952">RFC 5952</a>, without brackets and without a
 *     zone
 */
public record IpAddress(String value) implements Comparable<IpAddress> {
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern IPV6_LETTERS = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int LOOPBACK_BLOCK = 127;
  private static final int GROUPS = 8;

  /**
   * Refuses what is not an address; names are not looked up. An IPv4 address that is written as an
   * IPv6 one ({@code ::ffff:10.0.0.1}) is an IPv4 address.
   */
  public IpAddress {
    if (!matches(value)) {
      throw new IllegalArgumentException("'" + value + "' is not an IP address");
    }
    value = text(parse(value).getAddress());
  }

  /** Returns whether {@code text} is an IPv4 or IPv6 address, the latter without brackets. */
  public static boolean matches(String text) {
    if (IPV4.matcher(text).matches()) {
      return true;
    }
    if (!IPV6_LETTERS.matcher(text).matches()) {
      return false;
    }
    try {
      // text with a colon is never looked up as a name
      return InetAddress.getByName(text) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Returns the address that {@code text} spells. */
  public static IpAddress of(String text) {
    return new IpAddress(text);
  }

  /** Returns the address with these four or sixteen bytes, in network order. */
  public static IpAddress of(byte[] bytes) {
    if (bytes.length != Integer.BYTES && bytes.length != 2 * Long.BYTES) {
      throw new IllegalArgumentException("no IP address has " + bytes.length + " bytes");
    }
    return new IpAddress(text(bytes));
  }

  private static InetAddress parse(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'" + text + "' is not an IP address", e);
    }
  }

  private static String text(byte[] bytes) {
    if (bytes.length == Integer.BYTES) {
      StringBuilder dotted = new StringBuilder();
      for (byte part : bytes) {
        dotted.append(dotted.isEmpty() ? "" : ".").append(Byte.toUnsignedInt(part));
      }
      return dotted.toString();
    }
    int[] groups = new int[GROUPS];
    for (int group = 0; group < GROUPS; group++) {
      groups[group] =
          Byte.toUnsignedInt(bytes[2 * group]) << 8 | Byte.toUnsignedInt(bytes[2 * group + 1]);
    }
    return text(groups);
  }

  /** The longest run of two or more zeros becomes {@code ::}, the first one where two are equal. */
  private static String text(int[] groups) {
    int start = 0;
    int length = 0;
    for (int from = 0; from < GROUPS; from++) {
      int to = from;
      while (to < GROUPS && groups[to] == 0) {
        to++;
      }
      if (to - from > length) {
        start = from;
        length = to - from;
      }
    }
    if (length < 2) {
      return joined(groups, 0, GROUPS);
    }
    return joined(groups, 0, start) + "::" + joined(groups, start + length, GROUPS);
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int group = from; group < to; group++) {
      text.append(group == from ? "" : ":").append(Integer.toHexString(groups[group]));
    }
    return text.toString();
  }

  /** Returns whether it is an IPv4 address; otherwise it is an IPv6 one. */
  public boolean isIpv4() {
    return value.indexOf(':') < 0;
  }

  /** Returns whether it is one of 127.0.0.0/8, or {@code ::1}. */
  public boolean isLoopback() {
    return isIpv4() ? Byte.toUnsignedInt(bytes()[0]) == LOOPBACK_BLOCK : value.equals("::1");
  }

  /** Returns whether it stands for all addresses: {@code 0.0.0.0} or {@code ::}. */
  public boolean isWildcard() {
    return value.equals("0.0.0.0") || value.equals("::");
  }

  /** Returns how many bits it has: 32 or 128. */
  public int bits() {
    return isIpv4() ? Integer.SIZE : 2 * Long.SIZE;
  }

  /** Returns the four or sixteen bytes, in network order. */
  public byte[] bytes() {
    return toInetAddress().getAddress();
  }

  /**
   * Returns the address that many further on.
   *
   * @throws IllegalArgumentException if there is none
   */
  public IpAddress plus(BigInteger count) {
    BigInteger sum = number().add(count);
    if (sum.signum() < 0 || sum.bitLength() > bits()) {
      throw new IllegalArgumentException("no address is " + count + " further on than " + value);
    }
    return ofNumber(sum, isIpv4());
  }

  /** Returns the address that many further on; see {@link #plus(BigInteger)}. */
  public IpAddress plus(long count) {
    return plus(BigInteger.valueOf(count));
  }

  /** Returns the address as a number, its first part highest. */
  BigInteger number() {
    return new BigInteger(1, bytes());
  }

  static IpAddress ofNumber(BigInteger number, boolean ipv4) {
    byte[] bytes = new byte[ipv4 ? Integer.BYTES : 2 * Long.BYTES];
    byte[] digits = number.toByteArray(); // may have a zero in front, for its sign
    int length = Math.min(digits.length, bytes.length);
    System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
    return of(bytes);
  }

  /** Returns the same address for the JDK's sockets: an {@link Inet4Address} if it is one. */
  public InetAddress toInetAddress() {
    return parse(value);
  }

  /** IPv4 comes before IPv6; within each, lower addresses come first. */
  @Override
  public int compareTo(IpAddress other) {
    if (isIpv4() != other.isIpv4()) {
      return isIpv4() ? -1 : 1;
    }
    return Arrays.compareUnsigned(bytes(), other.bytes());
  }

  @Override
  public String toString() {
    return value;
  }
}
