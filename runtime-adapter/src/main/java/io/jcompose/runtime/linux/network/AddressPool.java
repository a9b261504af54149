package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpSubnet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where projects get their subnets from: private blocks that few others use. Pure. */
final class AddressPool {
  private static final int PREFIX = 24;
  // not what Docker (172.17-31.x, 192.168.x), Podman (10.88-89.x) and Kubernetes (10.244.x) take
  // first; the later ones are for hosts whose routes cover the earlier
  private static final List<IpSubnet> BLOCKS =
      List.of(
          IpSubnet.of("10.210.0.0/16"),
          IpSubnet.of("172.30.0.0/16"),
          IpSubnet.of("192.168.128.0/17"));

  private AddressPool() {}

  /**
   * Returns a free subnet of 256 addresses.
   *
   * @param seed where in each block to look first; with the same seed a project gets the same
   *     subnet again where it can, so that an address somebody wrote down stays good
   * @param taken what must not be overlapped
   * @return empty if nothing is free
   */
  static Optional<IpSubnet> free(int seed, Collection<IpSubnet> taken) {
    return BLOCKS.stream()
        .flatMap(
            block -> {
              int count = 1 << (PREFIX - block.prefix());
              return IntStream.range(0, count)
                  .map(step -> Math.floorMod(seed + step, count))
                  .mapToObj(number -> block.address(number << (32 - PREFIX)))
                  .map(base -> IpSubnet.of(base, PREFIX));
            })
        .filter(subnet -> taken.stream().noneMatch(subnet::overlaps))
        .findFirst();
  }
}
