package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import java.util.Set;

/** Gives addresses to links, and takes them. */
sealed interface AddressRequest extends Request {

  /** Gives a link an address. */
  record Add(LinkAddress address, Set<AddressOption> options) implements AddressRequest {
    private static final int RTM_NEWADDR = 20; // linux/rtnetlink.h
    private static final int IFA_BROADCAST = 4; // linux/if_addr.h
    private static final int IFA_FLAGS = 8;
    private static final int SHORTEST_WITHOUT_BROADCAST = 31; // RFC 3021
    private static final IpSubnet LINK_LOCAL = IpSubnet.of("169.254.0.0/16");

    @Override
    public byte[] write(int sequence) {
      MessageWriter writer = begin(RTM_NEWADDR, CREATE, sequence, address, scope());
      if (address.address().isIpv4() && address.prefix() < SHORTEST_WITHOUT_BROADCAST) {
        writer.attribute(IFA_BROADCAST, address.subnet().last().bytes());
      }
      int flags = options.stream().mapToInt(AddressOption::flag).reduce(0, (a, b) -> a | b);
      if (flags != 0) {
        writer.attribute(IFA_FLAGS, flags);
      }
      return writer.finish();
    }

    private int scope() {
      IpAddress own = address.address();
      if (own.isLoopback()) {
        return Scope.HOST;
      }
      boolean near =
          LINK_LOCAL.contains(own) || options.contains(AddressOption.FOR_NEIGHBOURS_ONLY);
      return near ? Scope.LINK : Scope.UNIVERSE;
    }

    @Override
    public String text() {
      return "add address " + address.address() + "/" + address.prefix();
    }
  }

  /** Takes an address from a link. */
  record Delete(LinkAddress address) implements AddressRequest {
    private static final int RTM_DELADDR = 21; // linux/rtnetlink.h

    @Override
    public byte[] write(int sequence) {
      return begin(RTM_DELADDR, CHANGE, sequence, address, Scope.UNIVERSE).finish();
    }

    @Override
    public String text() {
      return "delete address " + address.address() + "/" + address.prefix();
    }
  }

  private static MessageWriter begin(
      int type, int flags, int sequence, LinkAddress address, int scope) {
    byte[] bytes = address.address().bytes();
    return new MessageWriter(type, flags, sequence)
        .number8(IpVersion.of(address.address()).family())
        .number8(address.prefix())
        .number8(0) // flags; IFA_FLAGS has room for all
        .number8(scope)
        .number32(address.link())
        .attribute(LinkAddress.IFA_LOCAL, bytes)
        .attribute(LinkAddress.IFA_ADDRESS, bytes);
  }
}
