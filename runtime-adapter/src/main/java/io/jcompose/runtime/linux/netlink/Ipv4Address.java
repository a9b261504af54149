package io.jcompose.runtime.linux.netlink;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address.
 *
 * @param value its dotted text, such as {@code 10.210.0.2}
 */
public record Ipv4Address(String value) implements Comparable<Ipv4Address> {
  private static final Pattern DOTTED =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  /** Refuses what is not four numbers up to 255 with dots between; names are not looked up. */
  public Ipv4Address {
    value = text(parse(value));
  }

  /** Returns the address that {@code text} spells. */
  public static Ipv4Address of(String text) {
    return new Ipv4Address(text);
  }

  /** Returns the address with these four bytes, in network order. */
  public static Ipv4Address of(byte[] bytes) {
    if (bytes.length != 4) {
      throw new IllegalArgumentException("an IPv4 address has 4 bytes, not " + bytes.length);
    }
    return ofBits(ByteBuffer.wrap(bytes).getInt());
  }

  /** Returns the address that is this number, its first part in the highest byte. */
  static Ipv4Address ofBits(int bits) {
    return new Ipv4Address(text(bits));
  }

  private static int parse(String text) {
    Matcher parts = DOTTED.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not an IPv4 address");
    }
    int bits = 0;
    for (int part = 1; part <= 4; part++) {
      int number = Integer.parseInt(parts.group(part));
      if (number > 255) {
        throw new IllegalArgumentException("'" + text + "' is not an IPv4 address");
      }
      bits = bits << 8 | number;
    }
    return bits;
  }

  private static String text(int bits) {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }

  /** Returns the address as a number, its first part in the highest byte. */
  int bits() {
    return parse(value);
  }

  /** Returns the four bytes, in network order. */
  public byte[] bytes() {
    return ByteBuffer.allocate(4).putInt(bits()).array();
  }

  /** Returns the address that many further on. */
  Ipv4Address plus(int count) {
    return ofBits(bits() + count);
  }

  /** Returns whether it is one of 127.0.0.0/8. */
  public boolean isLoopback() {
    return bits() >>> 24 == 127;
  }

  /** Returns the same address for the JDK's sockets. */
  public Inet4Address toInetAddress() {
    try {
      return (Inet4Address) InetAddress.getByAddress(bytes());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are always an IPv4 address", e);
    }
  }

  @Override
  public int compareTo(Ipv4Address other) {
    return Integer.compareUnsigned(bits(), other.bits());
  }

  @Override
  public String toString() {
    return value;
  }
}
