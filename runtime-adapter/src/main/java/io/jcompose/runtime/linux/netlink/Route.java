package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import java.util.Optional;

/**
 * An entry of any IPv4 routing table.
 *
 * @param destination whom it leads to; {@code 0.0.0.0/0} for a default route
 * @param gateway the next hop, if the destination is not reached directly
 * @param link the index of the link it leaves by, if it leaves by just one
 */
public record Route(IpSubnet destination, Optional<IpAddress> gateway, Optional<Integer> link) {
  private static final int RTA_DST = 1; // linux/rtnetlink.h
  private static final int RTA_OIF = 4;
  private static final int RTA_GATEWAY = 5;
  private static final int HEADER = 12; // struct rtmsg

  /** Reads an RTM_NEWROUTE message of family AF_INET. */
  static Route read(Message message) {
    var body = message.body();
    int prefix = Byte.toUnsignedInt(body.get(1));
    Attributes attributes = Attributes.read(body, HEADER);
    IpAddress destination =
        attributes.bytes(RTA_DST).map(IpAddress::of).orElse(IpAddress.of("0.0.0.0"));
    return new Route(
        IpSubnet.of(destination, prefix),
        attributes.bytes(RTA_GATEWAY).map(IpAddress::of),
        attributes.number(RTA_OIF));
  }

  /** Returns whether it takes what no other route does. */
  public boolean isDefault() {
    return destination.prefix() == 0;
  }
}
