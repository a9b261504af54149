package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpSubnet;
import io.jcompose.runtime.linux.network.Uplink.Place;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which addresses there are between a pod and the program that leads it out. Pure. */
final class UplinkChoice {
  // RFC 2544: for measuring devices, so that nobody has them on a network that a pod wants to reach
  private static final IpSubnet BLOCK = IpSubnet.of("198.18.0.0/15");
  private static final int PREFIX = 24;
  private static final int SIZE = 1 << (Integer.SIZE - PREFIX);
  private static final IpSubnet IPV6 = IpSubnet.of("fd00::/64"); // slirp4netns knows no other

  private UplinkChoice() {}

  /**
   * Returns a place for one version of IP.
   *
   * @param links the pod's
   * @param taken what nobody else may have
   * @return empty if the pod's way out by this version does not need it, or nothing is free
   */
  static Optional<Place> place(
      Collection<Reached> links, boolean ipv4, Collection<IpSubnet> taken) {
    return WayOut.choose(links, ipv4)
        .filter(way -> WayOut.isMasqueraded(way.network().plan()))
        .flatMap(way -> candidates(ipv4).stream().filter(free -> isFree(free, taken)).findFirst())
        .map(Place::in);
  }

  private static boolean isFree(IpSubnet candidate, Collection<IpSubnet> taken) {
    return taken.stream().noneMatch(candidate::overlaps);
  }

  private static List<IpSubnet> candidates(boolean ipv4) {
    return ipv4
        ? IntStream.range(0, 1 << (PREFIX - BLOCK.prefix()))
            .mapToObj(number -> IpSubnet.of(BLOCK.address((long) number * SIZE), PREFIX))
            .toList()
        : List.of(IPV6);
  }
}
