package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import io.jcompose.runtime.syscall.Fd;
import java.util.Locale;

/**
 * Something the kernel is asked for. Each kind is one message of rtnetlink(7) and holds what that
 * message carries.
 */
sealed interface Request {
  int AF_UNSPEC = 0; // linux/socket.h
  int AF_INET = 2;
  int NLM_F_REQUEST = 0x1; // linux/netlink.h
  int NLM_F_ACK = 0x4;
  int NLM_F_DUMP = 0x300;
  int NLM_F_EXCL = 0x200;
  int NLM_F_CREATE = 0x400;

  /** Flags of what makes something new and must be acknowledged. */
  int CREATE = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;

  /** Returns the message. */
  byte[] write(int sequence);

  /** Returns what was tried, for an error's text. */
  String text();

  /** Lists something of IPv4: links, addresses or routes. */
  record ListAll(Subject subject) implements Request {
    /** What can be listed: the request's type, and that of the answers. */
    enum Subject {
      LINKS(18, 16, 16), // RTM_GETLINK, RTM_NEWLINK, struct ifinfomsg
      ADDRESSES(22, 20, 8), // RTM_GETADDR, RTM_NEWADDR, struct ifaddrmsg
      ROUTES(26, 24, 12); // RTM_GETROUTE, RTM_NEWROUTE, struct rtmsg

      private final int question;
      private final int answer;
      private final int header;

      Subject(int question, int answer, int header) {
        this.question = question;
        this.answer = answer;
        this.header = header;
      }

      int answer() {
        return answer;
      }
    }

    @Override
    public byte[] write(int sequence) {
      MessageWriter writer =
          new MessageWriter(subject.question, NLM_F_REQUEST | NLM_F_DUMP, sequence);
      writer.number32(subject == Subject.LINKS ? AF_UNSPEC : AF_INET); // family, then zeros
      for (int written = 4; written < subject.header; written += 4) {
        writer.number32(0);
      }
      return writer.finish();
    }

    @Override
    public String text() {
      return "list " + subject.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Creates a bridge, switched off. */
  record CreateBridge(String name, MacAddress hardwareAddress, int mtu) implements Request {
    @Override
    public byte[] write(int sequence) {
      return LinkAttributes.begin(new MessageWriter(LinkAttributes.RTM_NEWLINK, CREATE, sequence))
          .attribute(LinkAttributes.IFLA_IFNAME, name)
          .attribute(LinkAttributes.IFLA_ADDRESS, hardwareAddress.bytes())
          .attribute(LinkAttributes.IFLA_MTU, mtu)
          .nested(
              LinkAttributes.IFLA_LINKINFO,
              info -> info.attribute(LinkAttributes.IFLA_INFO_KIND, "bridge"))
          .finish();
    }

    @Override
    public String text() {
      return "create bridge " + name;
    }
  }

  /**
   * Creates a cable: a pair of links, both switched off.
   *
   * @param name of the end in this namespace
   * @param bridge the index of the link the near end hangs on
   * @param peerNamespace where the far end goes
   */
  record CreateCable(
      String name,
      int bridge,
      int mtu,
      String peerName,
      MacAddress peerHardwareAddress,
      Fd peerNamespace)
      implements Request {
    @Override
    public byte[] write(int sequence) {
      return LinkAttributes.begin(new MessageWriter(LinkAttributes.RTM_NEWLINK, CREATE, sequence))
          .attribute(LinkAttributes.IFLA_IFNAME, name)
          .attribute(LinkAttributes.IFLA_MTU, mtu)
          .attribute(LinkAttributes.IFLA_MASTER, bridge)
          .nested(LinkAttributes.IFLA_LINKINFO, this::writeInfo)
          .finish();
    }

    private void writeInfo(MessageWriter info) {
      info.attribute(LinkAttributes.IFLA_INFO_KIND, "veth")
          .nested(
              LinkAttributes.IFLA_INFO_DATA,
              data -> data.nested(LinkAttributes.VETH_INFO_PEER, this::writePeer));
    }

    private void writePeer(MessageWriter peer) {
      LinkAttributes.begin(peer)
          .attribute(LinkAttributes.IFLA_IFNAME, peerName)
          .attribute(LinkAttributes.IFLA_ADDRESS, peerHardwareAddress.bytes())
          .attribute(LinkAttributes.IFLA_MTU, mtu)
          .attribute(LinkAttributes.IFLA_NET_NS_FD, peerNamespace.number());
    }

    @Override
    public String text() {
      return "create cable " + name + " to " + peerName;
    }
  }

  /** Switches a link on. */
  record SwitchOn(int link) implements Request {
    @Override
    public byte[] write(int sequence) {
      return LinkAttributes.change(sequence, link, LinkAttributes.IFF_UP).finish();
    }

    @Override
    public String text() {
      return "switch on link " + link;
    }
  }

  /** Hangs a link on a bridge. */
  record SetMaster(int link, int bridge) implements Request {
    @Override
    public byte[] write(int sequence) {
      return LinkAttributes.change(sequence, link, 0)
          .attribute(LinkAttributes.IFLA_MASTER, bridge)
          .finish();
    }

    @Override
    public String text() {
      return "hang link " + link + " on bridge " + bridge;
    }
  }

  /** Lets a bridge send a packet back through the port it came from. */
  record AllowHairpin(int port) implements Request {
    private static final int IFLA_INFO_SLAVE_KIND = 4; // linux/if_link.h
    private static final int IFLA_INFO_SLAVE_DATA = 5;
    private static final int IFLA_BRPORT_MODE = 4;

    @Override
    public byte[] write(int sequence) {
      return LinkAttributes.change(sequence, port, 0)
          .nested(
              LinkAttributes.IFLA_LINKINFO,
              info ->
                  info.attribute(IFLA_INFO_SLAVE_KIND, "bridge")
                      .nested(
                          IFLA_INFO_SLAVE_DATA,
                          data -> data.attribute(IFLA_BRPORT_MODE, new byte[] {1})))
          .finish();
    }

    @Override
    public String text() {
      return "allow hairpin on link " + port;
    }
  }

  /** Sets a link's free text. */
  record SetAlias(int link, String alias) implements Request {
    @Override
    public byte[] write(int sequence) {
      return LinkAttributes.change(sequence, link, 0)
          .attribute(LinkAttributes.IFLA_IFALIAS, alias)
          .finish();
    }

    @Override
    public String text() {
      return "set alias of link " + link;
    }
  }

  /** Deletes a link; a cable goes with both its ends. */
  record DeleteLink(int index) implements Request {
    private static final int RTM_DELLINK = 17; // linux/rtnetlink.h

    @Override
    public byte[] write(int sequence) {
      return new MessageWriter(RTM_DELLINK, NLM_F_REQUEST | NLM_F_ACK, sequence)
          .number32(AF_UNSPEC)
          .number32(index)
          .number32(0)
          .number32(0)
          .finish();
    }

    @Override
    public String text() {
      return "delete link " + index;
    }
  }

  /** Gives a link an IPv4 address. */
  record AddAddress(LinkAddress address) implements Request {
    private static final int RTM_NEWADDR = 20; // linux/rtnetlink.h
    private static final int IFA_ADDRESS = 1; // linux/if_addr.h
    private static final int IFA_LOCAL = 2;
    private static final int IFA_BROADCAST = 4;
    private static final int SHORTEST_WITHOUT_BROADCAST = 31; // RFC 3021

    @Override
    public byte[] write(int sequence) {
      byte[] bytes = address.address().bytes();
      MessageWriter writer =
          new MessageWriter(RTM_NEWADDR, CREATE, sequence)
              .number8(AF_INET)
              .number8(address.prefix())
              .number8(0) // flags
              .number8(0) // scope: universe
              .number32(address.link())
              .attribute(IFA_LOCAL, bytes)
              .attribute(IFA_ADDRESS, bytes);
      if (address.prefix() < SHORTEST_WITHOUT_BROADCAST) {
        writer.attribute(IFA_BROADCAST, address.subnet().last().bytes());
      }
      return writer.finish();
    }

    @Override
    public String text() {
      return "add address " + address.address() + "/" + address.prefix();
    }
  }

  /** Adds a default route to the main table. */
  record AddDefaultRoute(IpAddress gateway, int link) implements Request {
    private static final int RTM_NEWROUTE = 24; // linux/rtnetlink.h
    private static final int RTA_OIF = 4;
    private static final int RTA_GATEWAY = 5;
    private static final int RT_TABLE_MAIN = 254;
    private static final int RTPROT_STATIC = 4;
    private static final int RTN_UNICAST = 1;

    @Override
    public byte[] write(int sequence) {
      return new MessageWriter(RTM_NEWROUTE, CREATE, sequence)
          .number8(AF_INET)
          .number8(0) // destination's prefix: everywhere
          .number8(0) // source's prefix: everyone
          .number8(0) // type of service
          .number8(RT_TABLE_MAIN)
          .number8(RTPROT_STATIC)
          .number8(0) // scope: universe
          .number8(RTN_UNICAST)
          .number32(0) // flags
          .attribute(RTA_GATEWAY, gateway.bytes())
          .attribute(RTA_OIF, link)
          .finish();
    }

    @Override
    public String text() {
      return "add default route by " + gateway;
    }
  }
}
