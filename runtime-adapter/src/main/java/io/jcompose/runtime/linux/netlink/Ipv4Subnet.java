package io.jcompose.runtime.linux.netlink;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A block of IPv4 addresses. In JSON it is its text, such as {@code 10.210.0.0/24}.
 *
 * @param base the lowest address; bits beyond the prefix are cleared
 * @param prefix how many leading bits all its addresses share, 0 to 32
 */
public record Ipv4Subnet(Ipv4Address base, int prefix) {

  public Ipv4Subnet {
    if (prefix < 0 || prefix > 32) {
      throw new IllegalArgumentException("prefix length " + prefix + " is not between 0 and 32");
    }
    base = new Ipv4Address(base.bits() & mask(prefix));
  }

  /**
   * Returns the subnet that {@code text} spells, such as {@code 10.210.0.0/24}.
   *
   * @throws IllegalArgumentException if it is not an address, a slash and a prefix length
   */
  @JsonCreator
  public static Ipv4Subnet of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("'" + text + "' lacks a prefix length, such as '/24'");
    }
    try {
      return new Ipv4Subnet(
          Ipv4Address.of(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' has no number as its prefix length", e);
    }
  }

  /** Returns whether the two have an address in common. */
  public boolean overlaps(Ipv4Subnet other) {
    int shared = mask(Math.min(prefix, other.prefix));
    return (base.bits() & shared) == (other.base.bits() & shared);
  }

  /** Returns whether the address is in this block. */
  public boolean contains(Ipv4Address address) {
    return (address.bits() & mask(prefix)) == base.bits();
  }

  /** Returns the address {@code number} further on than the lowest one. */
  public Ipv4Address address(int number) {
    return base.plus(number);
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (32 - prefix); // a shift by 32 would be one by 0
  }

  @JsonValue
  @Override
  public String toString() {
    return base + "/" + prefix;
  }
}
