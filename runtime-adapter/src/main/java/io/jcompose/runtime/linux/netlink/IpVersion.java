package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import java.util.Arrays;
import java.util.Optional;

/** A version of the Internet Protocol, as the kernel numbers them. */
public enum IpVersion {
  IPV4(2, "0.0.0.0"), // AF_INET of linux/socket.h
  IPV6(10, "::"); // AF_INET6

  static final int ANY_FAMILY = 0; // AF_UNSPEC

  private final int family;
  private final String wildcard;

  IpVersion(int family, String wildcard) {
    this.family = family;
    this.wildcard = wildcard;
  }

  /** Returns the version of an address. */
  public static IpVersion of(IpAddress address) {
    return address.isIpv4() ? IPV4 : IPV6;
  }

  /** Returns the version of a block of addresses. */
  public static IpVersion of(IpSubnet subnet) {
    return of(subnet.base());
  }

  /** Returns the version that an answer is about; empty for other protocols that have routes. */
  static Optional<IpVersion> of(Message message) {
    int family = Byte.toUnsignedInt(message.body().get(0));
    return Arrays.stream(values()).filter(version -> version.family == family).findFirst();
  }

  int family() {
    return family;
  }

  /** Returns the block that holds every address. */
  public IpSubnet everywhere() {
    return IpSubnet.of(wildcard(), 0);
  }

  /** Returns the lowest address, which stands for all. */
  IpAddress wildcard() {
    return IpAddress.of(wildcard);
  }
}
