package io.jcompose.runtime.linux.netlink;

/**
 * A block of IPv4 addresses.
 *
 * @param value its lowest address and how many leading bits all its addresses share, such as {@code
 *     10.210.0.0/24}
 */
public record Ipv4Subnet(String value) {

  /** Clears the bits beyond the prefix; refuses what is not an address and a prefix length. */
  public Ipv4Subnet {
    int slash = value.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("'" + value + "' lacks a prefix length, such as '/24'");
    }
    int prefix = prefix(value);
    int base = new Ipv4Address(value.substring(0, slash)).bits() & mask(prefix);
    value = Ipv4Address.ofBits(base) + "/" + prefix;
  }

  /** Returns the subnet that {@code text} spells. */
  public static Ipv4Subnet of(String text) {
    return new Ipv4Subnet(text);
  }

  /** Returns the subnet of this prefix length that {@code address} is in. */
  public static Ipv4Subnet of(Ipv4Address address, int prefix) {
    return new Ipv4Subnet(address + "/" + prefix);
  }

  private static int prefix(String text) {
    try {
      int prefix = Integer.parseInt(text.substring(text.indexOf('/') + 1));
      if (prefix < 0 || prefix > 32) {
        throw new IllegalArgumentException(
            "prefix length " + prefix + " of '" + text + "' is not between 0 and 32");
      }
      return prefix;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' has no number as its prefix length", e);
    }
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (32 - prefix); // a shift by 32 would be one by 0
  }

  /** Returns the lowest address. */
  public Ipv4Address base() {
    return new Ipv4Address(value.substring(0, value.indexOf('/')));
  }

  /** Returns how many leading bits all its addresses share. */
  public int prefix() {
    return prefix(value);
  }

  /** Returns whether the two have an address in common. */
  public boolean overlaps(Ipv4Subnet other) {
    int shared = mask(Math.min(prefix(), other.prefix()));
    return (base().bits() & shared) == (other.base().bits() & shared);
  }

  /** Returns whether the address is in this block. */
  public boolean contains(Ipv4Address address) {
    return (address.bits() & mask(prefix())) == base().bits();
  }

  /** Returns the address {@code number} further on than the lowest one. */
  public Ipv4Address address(int number) {
    return base().plus(number);
  }

  @Override
  public String toString() {
    return value;
  }
}
