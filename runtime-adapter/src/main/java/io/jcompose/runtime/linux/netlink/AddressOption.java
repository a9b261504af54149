package io.jcompose.runtime.linux.netlink;

/** How a link has an address. */
public enum AddressOption {
  /**
   * The address is usable at once: nobody on the link is asked first whether it has the address, as
   * IPv6 does otherwise for about a second. Makes no difference to IPv4.
   */
  WITHOUT_DUPLICATE_DETECTION(0x02), // IFA_F_NODAD of linux/if_addr.h

  /** No route to the address's subnet is made with it. */
  WITHOUT_ROUTE(0x200), // IFA_F_NOPREFIXROUTE

  /**
   * The address is for neighbours of the link only: never the sender's address of what leaves by a
   * gateway. IPv6 goes by the address alone and heeds this not.
   */
  FOR_NEIGHBOURS_ONLY(0);

  private final int flag;

  AddressOption(int flag) {
    this.flag = flag;
  }

  int flag() {
    return flag;
  }
}
