package io.jcompose.runtime.linux.netlink;

/** The numbers of link messages, by the kernel's names. */
final class LinkAttributes {
  static final int RTM_NEWLINK = 16; // linux/rtnetlink.h
  static final int IFF_UP = 1; // linux/if.h
  static final int IFLA_ADDRESS = 1; // linux/if_link.h
  static final int IFLA_IFNAME = 3;
  static final int IFLA_MTU = 4;
  static final int IFLA_LINK = 5;
  static final int IFLA_MASTER = 10;
  static final int IFLA_LINKINFO = 18;
  static final int IFLA_IFALIAS = 20;
  static final int IFLA_NET_NS_FD = 28;
  static final int IFLA_INFO_KIND = 1;
  static final int IFLA_INFO_DATA = 2;
  static final int HEADER = 16; // struct ifinfomsg

  private LinkAttributes() {}

  /** Writes the fixed part of a message about a link that has no number yet. */
  static MessageWriter begin(MessageWriter writer) {
    return begin(writer, 0, 0, 0);
  }

  /**
   * Writes the fixed part of a message about a link.
   *
   * @param flags IFF_… as they should be
   * @param mask which flags that is about; all others stay as they are
   */
  static MessageWriter begin(MessageWriter writer, int link, int flags, int mask) {
    return writer.number32(IpVersion.ANY_FAMILY).number32(link).number32(flags).number32(mask);
  }
}
