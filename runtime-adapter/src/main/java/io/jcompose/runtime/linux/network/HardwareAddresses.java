package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import java.util.Arrays;

/** Which hardware addresses our links get. Pure. */
final class HardwareAddresses {
  private static final byte LOCALLY_ADMINISTERED = 0x02; // the bit that keeps clear of vendors'
  private static final byte OURS = 'j'; // to be recognised in a list of neighbours
  private static final int SHARED = 4; // how many last bytes the two addresses have in common

  private HardwareAddresses() {}

  /**
   * Returns a locally administered address that ends as the IP address does, so that one IP address
   * never changes its hardware address and neighbours' caches stay right.
   */
  static MacAddress of(IpAddress address) {
    return of(address.bytes());
  }

  /** Returns one that ends as {@code ip} does. */
  static MacAddress of(byte[] ip) {
    byte[] last = Arrays.copyOfRange(ip, ip.length - SHARED, ip.length);
    return MacAddress.of(
        new byte[] {LOCALLY_ADMINISTERED, OURS, last[0], last[1], last[2], last[3]});
  }
}
