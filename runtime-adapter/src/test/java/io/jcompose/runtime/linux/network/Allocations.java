package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.linux.netlink.Ipv4Address;
import io.jcompose.runtime.linux.netlink.Ipv4Subnet;

/** Allocations for tests of pure code. */
final class Allocations {
  static final NetworkAllocation ONE =
      new NetworkAllocation(
          "jc0000beef",
          Ipv4Subnet.of("10.210.7.0/24"),
          Ipv4Address.of("10.210.7.1"),
          Ipv4Address.of("10.210.7.2"),
          1500);

  private Allocations() {}
}
