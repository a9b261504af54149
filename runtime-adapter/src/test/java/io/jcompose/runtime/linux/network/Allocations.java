package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;

/** Allocations for tests of pure code. */
final class Allocations {
  static final NetworkAllocation ONE =
      new NetworkAllocation(
          "jc0000beef",
          IpSubnet.of("10.210.7.0/24"),
          IpAddress.of("10.210.7.1"),
          IpAddress.of("10.210.7.2"),
          1500);

  private Allocations() {}
}
