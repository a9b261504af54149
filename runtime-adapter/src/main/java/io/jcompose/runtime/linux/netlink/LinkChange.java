package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.MacAddress;
import io.jcompose.runtime.syscall.Fd;

/** Changes a link that is there; whatever is not said stays as it is. */
sealed interface LinkChange extends Request {
  /** Returns the link's index. */
  int link();

  /** Begins the message with its fixed part. */
  default MessageWriter begin(int sequence) {
    var writer = new MessageWriter(LinkAttributes.RTM_NEWLINK, CHANGE, sequence);
    return LinkAttributes.begin(writer, link(), 0, 0);
  }

  /** Switches a link on or off. */
  record Switch(int link, boolean on) implements LinkChange {
    @Override
    public byte[] write(int sequence) {
      var writer = new MessageWriter(LinkAttributes.RTM_NEWLINK, CHANGE, sequence);
      int flags = on ? LinkAttributes.IFF_UP : 0;
      return LinkAttributes.begin(writer, link, flags, LinkAttributes.IFF_UP).finish();
    }

    @Override
    public String text() {
      return "switch " + (on ? "on" : "off") + " link " + link;
    }
  }

  /** Gives a link another name. */
  record Rename(int link, String name) implements LinkChange {
    @Override
    public byte[] write(int sequence) {
      return begin(sequence).attribute(LinkAttributes.IFLA_IFNAME, name).finish();
    }

    @Override
    public String text() {
      return "rename link " + link + " to " + name;
    }
  }

  /** Puts a link into another namespace under another name. */
  record Move(int link, Fd namespace, String name) implements LinkChange {
    @Override
    public byte[] write(int sequence) {
      return begin(sequence)
          .attribute(LinkAttributes.IFLA_NET_NS_FD, namespace.number())
          .attribute(LinkAttributes.IFLA_IFNAME, name)
          .finish();
    }

    @Override
    public String text() {
      return "move link " + link + " to another namespace as " + name;
    }
  }

  /** Sets a link's hardware address. */
  record SetHardwareAddress(int link, MacAddress address) implements LinkChange {
    @Override
    public byte[] write(int sequence) {
      return begin(sequence).attribute(LinkAttributes.IFLA_ADDRESS, address.bytes()).finish();
    }

    @Override
    public String text() {
      return "set hardware address " + address + " of link " + link;
    }
  }

  /** Sets the largest packet of a link. */
  record SetMtu(int link, int mtu) implements LinkChange {
    @Override
    public byte[] write(int sequence) {
      return begin(sequence).attribute(LinkAttributes.IFLA_MTU, mtu).finish();
    }

    @Override
    public String text() {
      return "set MTU " + mtu + " of link " + link;
    }
  }

  /** Sets a link's free text. */
  record SetAlias(int link, String alias) implements LinkChange {
    @Override
    public byte[] write(int sequence) {
      return begin(sequence).attribute(LinkAttributes.IFLA_IFALIAS, alias).finish();
    }

    @Override
    public String text() {
      return "set alias of link " + link;
    }
  }

  /**
   * Hangs a link on a bridge, or on none.
   *
   * @param bridge an index, or {@link #NONE}
   */
  record SetMaster(int link, int bridge) implements LinkChange {
    static final int NONE = 0;

    @Override
    public byte[] write(int sequence) {
      return begin(sequence).attribute(LinkAttributes.IFLA_MASTER, bridge).finish();
    }

    @Override
    public String text() {
      return bridge == NONE
          ? "take link " + link + " off its bridge"
          : "hang link " + link + " on bridge " + bridge;
    }
  }

  /** Sets something of a link that hangs on a bridge. */
  record SetPort(int link, PortOption option, boolean on) implements LinkChange {
    private static final int IFLA_INFO_SLAVE_KIND = 4; // linux/if_link.h
    private static final int IFLA_INFO_SLAVE_DATA = 5;

    /** What a bridge does with a port of its. */
    enum PortOption {
      HAIRPIN(4, "hairpin"), // IFLA_BRPORT_MODE of linux/if_link.h
      ISOLATED(33, "isolation"); // IFLA_BRPORT_ISOLATED

      private final int number;
      private final String title;

      PortOption(int number, String title) {
        this.number = number;
        this.title = title;
      }
    }

    @Override
    public byte[] write(int sequence) {
      return begin(sequence)
          .nested(
              LinkAttributes.IFLA_LINKINFO,
              info ->
                  info.attribute(IFLA_INFO_SLAVE_KIND, "bridge")
                      .nested(
                          IFLA_INFO_SLAVE_DATA, data -> data.attribute8(option.number, on ? 1 : 0)))
          .finish();
    }

    @Override
    public String text() {
      return "switch " + (on ? "on " : "off ") + option.title + " of link " + link;
    }
  }

  /** Keeps a link from giving itself an IPv6 address when it is switched on. */
  record GenerateNoAddress(int link) implements LinkChange {
    private static final int IFLA_AF_SPEC = 26; // linux/if_link.h
    private static final int IFLA_INET6_ADDR_GEN_MODE = 8;
    private static final int IN6_ADDR_GEN_MODE_NONE = 1;

    @Override
    public byte[] write(int sequence) {
      return begin(sequence)
          .nested(
              IFLA_AF_SPEC,
              families ->
                  families.nested(
                      IpVersion.IPV6.family(),
                      ipv6 -> ipv6.attribute8(IFLA_INET6_ADDR_GEN_MODE, IN6_ADDR_GEN_MODE_NONE)))
          .finish();
    }

    @Override
    public String text() {
      return "keep link " + link + " from giving itself an IPv6 address";
    }
  }
}
