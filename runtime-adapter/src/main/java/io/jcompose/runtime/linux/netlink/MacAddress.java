package io.jcompose.runtime.linux.netlink;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A hardware address of six bytes.
 *
 * @param bits the address in the lower 48 bits, its first byte highest
 */
public record MacAddress(long bits) {
  private static final long LOCALLY_ADMINISTERED = 0x02; // the bit that keeps clear of vendors'
  private static final long OURS = 'j'; // to be recognised in a list of neighbours
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  public MacAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("a hardware address has 48 bits");
    }
  }

  /** Returns the address with these six bytes. */
  static MacAddress of(byte[] bytes) {
    return new MacAddress(ByteBuffer.allocate(8).putShort((short) 0).put(bytes).flip().getLong());
  }

  /**
   * Returns a locally administered address made of an IPv4 address, so that one IPv4 address never
   * changes its hardware address and neighbours' caches stay right.
   */
  public static MacAddress of(Ipv4Address address) {
    return new MacAddress(
        LOCALLY_ADMINISTERED << 40 | OURS << 32 | Integer.toUnsignedLong(address.bits()));
  }

  /** Returns the six bytes. */
  byte[] bytes() {
    byte[] bytes = new byte[6];
    ByteBuffer.allocate(8).putLong(bits).position(2).get(bytes);
    return bytes;
  }

  /** Returns the usual form, such as {@code 02:6a:0a:d2:00:02}. */
  @Override
  public String toString() {
    return COLONS.formatHex(bytes());
  }
}
