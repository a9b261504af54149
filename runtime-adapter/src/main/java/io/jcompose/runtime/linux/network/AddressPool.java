package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where networks get their subnets from: private blocks that few others use. Pure. */
final class AddressPool {
  // not what Docker (172.17-31.x, 192.168.x), Podman (10.88-89.x) and Kubernetes (10.244.x) take
  // first; the later ones are for hosts whose routes cover the earlier
  private static final List<IpSubnet> BLOCKS =
      List.of(
          IpSubnet.of("10.210.0.0/16"),
          IpSubnet.of("172.30.0.0/16"),
          IpSubnet.of("192.168.128.0/17"));
  // small ones are for hosts whose routes leave holes only
  private static final List<Integer> PREFIXES = List.of(24, 28);
  private static final int IPV6_PREFIX = 64;
  private static final int IPV6_NETWORKS = 1 << 16;
  private static final byte LOCALLY_ASSIGNED = (byte) 0xfd; // RFC 4193

  private AddressPool() {}

  /**
   * Returns a free subnet of 256 addresses, or of 16 where there is none.
   *
   * @param seed where in each block to look first; with the same seed a network gets the same
   *     subnet again where it can, so that an address somebody wrote down stays good
   * @param taken what must not be overlapped
   * @return empty if nothing is free
   */
  static Optional<IpSubnet> ipv4(int seed, Collection<IpSubnet> taken) {
    return PREFIXES.stream()
        .flatMap(prefix -> BLOCKS.stream().flatMap(block -> parts(block, prefix, seed)))
        .filter(subnet -> taken.stream().noneMatch(subnet::overlaps))
        .findFirst();
  }

  private static Stream<IpSubnet> parts(IpSubnet block, int prefix, int seed) {
    int count = 1 << (prefix - block.prefix());
    long size = 1L << (Integer.SIZE - prefix);
    return IntStream.range(0, count)
        .map(step -> Math.floorMod(seed + step, count))
        .mapToObj(number -> IpSubnet.of(block.address(number * size), prefix));
  }

  /**
   * Returns a free unique local subnet.
   *
   * @param installation its first five bytes are the global id
   * @param seed the number of the network to try first
   * @return empty if nothing is free
   */
  static Optional<IpSubnet> ipv6(byte[] installation, int seed, Collection<IpSubnet> taken) {
    byte[] bytes = new byte[2 * Long.BYTES];
    bytes[0] = LOCALLY_ASSIGNED;
    System.arraycopy(installation, 0, bytes, 1, 5);
    return IntStream.range(0, IPV6_NETWORKS)
        .map(step -> Math.floorMod(seed + step, IPV6_NETWORKS))
        .mapToObj(number -> numbered(bytes, number))
        .filter(subnet -> taken.stream().noneMatch(subnet::overlaps))
        .findFirst();
  }

  private static IpSubnet numbered(byte[] global, int number) {
    byte[] bytes = Arrays.copyOf(global, global.length);
    bytes[6] = (byte) (number >> Byte.SIZE);
    bytes[7] = (byte) number;
    return IpSubnet.of(IpAddress.of(bytes), IPV6_PREFIX);
  }
}
