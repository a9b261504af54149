package io.jcompose.runtime.linux.netlink;

/** The numbers of link messages, by the kernel's names. */
final class LinkAttributes {
  static final int RTM_NEWLINK = 16; // linux/rtnetlink.h
  static final int IFF_UP = 1; // linux/if.h
  static final int IFLA_ADDRESS = 1; // linux/if_link.h
  static final int IFLA_IFNAME = 3;
  static final int IFLA_MTU = 4;
  static final int IFLA_MASTER = 10;
  static final int IFLA_LINKINFO = 18;
  static final int IFLA_IFALIAS = 20;
  static final int IFLA_NET_NS_FD = 28;
  static final int IFLA_INFO_KIND = 1;
  static final int IFLA_INFO_DATA = 2;
  static final int VETH_INFO_PEER = 1; // linux/veth.h
  static final int HEADER = 16; // struct ifinfomsg

  private LinkAttributes() {}

  /** Writes the fixed part of a message about a link that is to be made. */
  static MessageWriter begin(MessageWriter writer) {
    for (int written = 0; written < HEADER; written += 4) {
      writer.number32(0);
    }
    return writer;
  }

  /**
   * Begins a message that changes a link.
   *
   * @param flagsOn IFF_… to be set; all others stay as they are
   */
  static MessageWriter change(int sequence, int link, int flagsOn) {
    return new MessageWriter(RTM_NEWLINK, Request.NLM_F_REQUEST | Request.NLM_F_ACK, sequence)
        .number32(Request.AF_UNSPEC)
        .number32(link)
        .number32(flagsOn)
        .number32(flagsOn); // the mask: which flags the line before is about
  }
}
