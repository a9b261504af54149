package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import java.util.Arrays;
import java.util.Optional;

/**
 * An entry of a routing table.
 *
 * @param destination whom it leads to; {@code 0.0.0.0/0} or {@code ::/0} for a default route
 * @param gateway the next hop, if the destination is not reached directly
 * @param link the index of the link it leaves by, if it leaves by just one
 * @param table the table's number
 * @param metric of two routes to one destination the one with the lower metric is taken
 */
public record Route(
    IpSubnet destination,
    Kind kind,
    Optional<IpAddress> gateway,
    Optional<Integer> link,
    int table,
    int metric) {
  /** The table that the kernel looks into for whatever no rule says otherwise. */
  public static final int MAIN = 254;

  static final int RTA_DST = 1; // linux/rtnetlink.h
  static final int RTA_OIF = 4;
  static final int RTA_GATEWAY = 5;
  static final int RTA_PRIORITY = 6;
  static final int RTA_TABLE = 15;
  private static final int RTA_VIA = 18;
  private static final int VIA_FAMILY = 2; // the bytes of struct rtvia before the address
  private static final int HEADER = 12; // struct rtmsg
  private static final int USUAL_IPV6_METRIC = 1024; // the kernel's, where none is asked for

  /** What becomes of a packet that takes the route. */
  public enum Kind {
    /** It is sent to the gateway or the destination itself. */
    UNICAST(1), // RTN_UNICAST
    /** It has arrived: the destination is this machine. */
    LOCAL(2), // RTN_LOCAL
    /** Nobody gets it, and who sent it is told that the host is not reached. */
    REFUSED(7), // RTN_UNREACHABLE
    /** Something else, such as for many. Such a route is read only, never made here. */
    OTHER(0);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    private static Kind of(int number) {
      return Arrays.stream(values())
          .filter(kind -> kind.number == number)
          .findFirst()
          .orElse(OTHER);
    }
  }

  /** Returns the route that takes what no other does, in the main table. */
  public static Route byDefault(IpAddress gateway, int link) {
    return to(IpVersion.of(gateway).everywhere(), gateway, link);
  }

  /** Returns a route by a gateway, in the main table. */
  public static Route to(IpSubnet destination, IpAddress gateway, int link) {
    return made(destination, Kind.UNICAST, Optional.of(gateway), link);
  }

  /** Returns a route to neighbours of a link, in the main table. */
  public static Route direct(IpSubnet destination, int link) {
    return made(destination, Kind.UNICAST, Optional.empty(), link);
  }

  /**
   * Returns a route by which addresses are this machine's own without any link having them.
   *
   * @param link usually the loopback link
   */
  public static Route local(IpSubnet destination, int link) {
    return made(destination, Kind.LOCAL, Optional.empty(), link);
  }

  /** Returns a route by which what no better one takes is refused, in the main table. */
  public static Route refused(IpSubnet destination) {
    return new Route(
        destination,
        Kind.REFUSED,
        Optional.empty(),
        Optional.empty(),
        MAIN,
        destination.isIpv4() ? 0 : USUAL_IPV6_METRIC);
  }

  private static Route made(
      IpSubnet destination, Kind kind, Optional<IpAddress> gateway, int link) {
    int metric = destination.isIpv4() ? 0 : USUAL_IPV6_METRIC;
    return new Route(destination, kind, gateway, Optional.of(link), MAIN, metric);
  }

  /** Returns this route in another table. */
  public Route inTable(int number) {
    return new Route(destination, kind, gateway, link, number, metric);
  }

  /** Returns this route with a metric; for 0 the kernel takes 1024 in IPv6. */
  public Route withMetric(int chosen) {
    return new Route(destination, kind, gateway, link, table, chosen);
  }

  /**
   * Reads an RTM_NEWROUTE message; empty if it is of neither version of IP, or leads to IPv4
   * addresses in the clothes of IPv6 ones, which some distributions refuse by a route.
   */
  static Optional<Route> read(Message message) {
    return IpVersion.of(message).flatMap(version -> read(message, version));
  }

  private static Optional<Route> read(Message message, IpVersion version) {
    var body = message.body();
    int prefix = Byte.toUnsignedInt(body.get(1));
    Attributes attributes = Attributes.read(body, HEADER);
    return Optional.of(attributes.bytes(RTA_DST).map(IpAddress::of).orElseGet(version::wildcard))
        .filter(destination -> IpVersion.of(destination) == version)
        .map(
            destination ->
                new Route(
                    IpSubnet.of(destination, prefix),
                    Kind.of(Byte.toUnsignedInt(body.get(7))),
                    gateway(attributes),
                    attributes.number(RTA_OIF),
                    attributes.number(RTA_TABLE).orElse(Byte.toUnsignedInt(body.get(4))),
                    attributes.number(RTA_PRIORITY).orElse(0)));
  }

  /** An IPv4 route may lead by an IPv6 gateway, which then is in an attribute of its own. */
  private static Optional<IpAddress> gateway(Attributes attributes) {
    return attributes
        .bytes(RTA_GATEWAY)
        .or(
            () ->
                attributes
                    .bytes(RTA_VIA)
                    .map(via -> Arrays.copyOfRange(via, VIA_FAMILY, via.length)))
        .map(IpAddress::of);
  }

  /** Returns whether it takes what no other route does. */
  public boolean isDefault() {
    return destination.prefix() == 0 && kind == Kind.UNICAST;
  }
}
