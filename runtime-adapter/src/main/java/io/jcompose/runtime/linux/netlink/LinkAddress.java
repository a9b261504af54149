package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;

/**
 * An IPv4 address that a link has.
 *
 * @param link the link's index
 * @param prefix how many leading bits the link's neighbours share
 */
public record LinkAddress(int link, IpAddress address, int prefix) {
  private static final int IFA_ADDRESS = 1; // linux/if_addr.h
  private static final int IFA_LOCAL = 2;
  private static final int HEADER = 8; // struct ifaddrmsg

  /** Reads an RTM_NEWADDR message of family AF_INET. */
  static LinkAddress read(Message message) {
    var body = message.body();
    Attributes attributes = Attributes.read(body, HEADER);
    byte[] address =
        attributes
            .bytes(IFA_LOCAL) // on a point-to-point link IFA_ADDRESS is the other end
            .or(() -> attributes.bytes(IFA_ADDRESS))
            .orElseThrow(() -> new IllegalStateException("an address message without an address"));
    return new LinkAddress(body.getInt(4), IpAddress.of(address), Byte.toUnsignedInt(body.get(1)));
  }

  /** Returns the block of addresses that is reached directly through the link. */
  public IpSubnet subnet() {
    return IpSubnet.of(address, prefix);
  }
}
