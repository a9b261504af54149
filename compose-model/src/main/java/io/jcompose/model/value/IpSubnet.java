package io.jcompose.model.value;

import java.math.BigInteger;

/**
 * A block of IPv4 or IPv6 addresses.
 *
 * @param value its lowest address and how many leading bits all its addresses share, such as {@code
 *     10.210.0.0/24}
 */
public record IpSubnet(String value) {

  /** Clears the bits beyond the prefix; refuses what is not an address and a prefix length. */
  public IpSubnet {
    int slash = value.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("'" + value + "' lacks a prefix length, such as '/24'");
    }
    IpAddress address = new IpAddress(value.substring(0, slash));
    int prefix = prefix(value, address.bits());
    value = lowest(address, prefix) + "/" + prefix;
  }

  /** Returns the subnet that {@code text} spells. */
  public static IpSubnet of(String text) {
    return new IpSubnet(text);
  }

  /** Returns the subnet of this prefix length that {@code address} is in. */
  public static IpSubnet of(IpAddress address, int prefix) {
    return new IpSubnet(address + "/" + prefix);
  }

  private static int prefix(String text, int most) {
    try {
      int prefix = Integer.parseInt(text.substring(text.indexOf('/') + 1));
      if (prefix < 0 || prefix > most) {
        throw new IllegalArgumentException(
            "prefix length " + prefix + " of '" + text + "' is not between 0 and " + most);
      }
      return prefix;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' has no number as its prefix length", e);
    }
  }

  private static IpAddress lowest(IpAddress address, int prefix) {
    int free = address.bits() - prefix;
    BigInteger number = address.number().shiftRight(free).shiftLeft(free);
    return IpAddress.ofNumber(number, address.isIpv4());
  }

  /** Returns whether it is a block of IPv4 addresses; otherwise of IPv6 ones. */
  public boolean isIpv4() {
    return base().isIpv4();
  }

  /** Returns the lowest address. */
  public IpAddress base() {
    return new IpAddress(value.substring(0, value.indexOf('/')));
  }

  /** Returns the highest address: that of broadcasts, in IPv4. */
  public IpAddress last() {
    return base().plus(size().subtract(BigInteger.ONE));
  }

  /** Returns how many leading bits all its addresses share. */
  public int prefix() {
    return Integer.parseInt(value.substring(value.indexOf('/') + 1));
  }

  /** Returns how many addresses it has. */
  public BigInteger size() {
    return BigInteger.ONE.shiftLeft(base().bits() - prefix());
  }

  /** Returns whether the two have an address in common. */
  public boolean overlaps(IpSubnet other) {
    return contains(other.base()) || other.contains(base());
  }

  /** Returns whether the address is in this block. */
  public boolean contains(IpAddress address) {
    return address.isIpv4() == isIpv4() && lowest(address, prefix()).equals(base());
  }

  /** Returns whether all addresses of the other are in this block. */
  public boolean contains(IpSubnet other) {
    return other.prefix() >= prefix() && contains(other.base());
  }

  /** Returns the address {@code number} further on than the lowest one. */
  public IpAddress address(long number) {
    return base().plus(number);
  }

  @Override
  public String toString() {
    return value;
  }
}
