package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import java.util.Optional;

/**
 * An address that a link has.
 *
 * @param link the link's index
 * @param prefix how many leading bits the link's neighbours share
 */
public record LinkAddress(int link, IpAddress address, int prefix) {
  static final int IFA_ADDRESS = 1; // linux/if_addr.h
  static final int IFA_LOCAL = 2;
  private static final int HEADER = 8; // struct ifaddrmsg

  /**
   * Reads an RTM_NEWADDR message; empty if it is of neither version of IP, or an IPv4 address in
   * the clothes of an IPv6 one.
   */
  static Optional<LinkAddress> read(Message message) {
    var body = message.body();
    Attributes attributes = Attributes.read(body, HEADER);
    Optional<IpVersion> version = IpVersion.of(message);
    return attributes
        .bytes(IFA_LOCAL) // on a point-to-point link IFA_ADDRESS is the other end
        .or(() -> attributes.bytes(IFA_ADDRESS))
        .filter(bytes -> version.isPresent())
        .map(IpAddress::of)
        .filter(address -> version.equals(Optional.of(IpVersion.of(address))))
        .map(address -> new LinkAddress(body.getInt(4), address, Byte.toUnsignedInt(body.get(1))));
  }

  /** Returns the block of addresses that is reached directly through the link. */
  public IpSubnet subnet() {
    return IpSubnet.of(address, prefix);
  }
}
