package io.jcompose.runtime.linux.netlink;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What kind of link is to be made, with what only that kind has. A kernel that lacks the kind
 * refuses with EOPNOTSUPP.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/ip-link.8.html">ip-link(8)</a>
 */
public final class LinkKind {
  private static final int VETH_INFO_PEER = 1; // linux/veth.h
  private static final int IFLA_MACVLAN_MODE = 1; // linux/if_link.h
  private static final int IFLA_IPVLAN_MODE = 1;
  private static final int IFLA_IPVLAN_FLAGS = 2;
  private static final int IFLA_VLAN_ID = 1;

  private final String name;
  private final Optional<Integer> parent;
  private final Optional<Consumer<MessageWriter>> data;

  private LinkKind(String name, Optional<Integer> parent, Optional<Consumer<MessageWriter>> data) {
    this.name = name;
    this.parent = parent;
    this.data = data;
  }

  private static LinkKind simple(String name) {
    return new LinkKind(name, Optional.empty(), Optional.empty());
  }

  private static LinkKind on(int parent, String name, Consumer<MessageWriter> data) {
    return new LinkKind(name, Optional.of(parent), Optional.of(data));
  }

  /** How links of kind macvlan on one parent reach each other. */
  public enum MacVlanMode {
    /** Not at all. */
    PRIVATE(1),
    /** Through a switch outside that sends packets back. */
    VEPA(2),
    /** Directly. */
    BRIDGE(4),
    /** There is just one; it has the parent for itself, and its hardware address. */
    PASSTHRU(8);

    private final int number;

    MacVlanMode(int number) {
      this.number = number;
    }
  }

  /** What links of kind ipvlan do with packets; the same for all on one parent. */
  public enum IpVlanMode {
    /** They switch, and see broadcasts. */
    L2(0),
    /** The parent's namespace routes for them; nothing else reaches them. */
    L3(1),
    /** As {@link #L3}, and the parent's namespace also filters and tracks connections. */
    L3S(2);

    private final int number;

    IpVlanMode(int number) {
      this.number = number;
    }
  }

  /** How links of kind ipvlan on one parent reach each other; the same for all of them. */
  public enum IpVlanFlag {
    /** Directly. */
    BRIDGE(0),
    /** Not at all. */
    PRIVATE(1),
    /** Through a switch outside that sends packets back. */
    VEPA(2);

    private final int number;

    IpVlanFlag(int number) {
      this.number = number;
    }
  }

  /** Returns what others hang on. */
  public static LinkKind bridge() {
    return simple("bridge");
  }

  /** Returns what leads nowhere. */
  public static LinkKind dummy() {
    return simple("dummy");
  }

  /**
   * Returns a pair of links of kind veth: what goes in at one end comes out at the other.
   *
   * @throws IllegalArgumentException if the far end has a master; the kernel would not heed it
   */
  public static LinkKind cable(NewLink farEnd) {
    if (farEnd.master().isPresent()) {
      throw new IllegalArgumentException("the far end of a cable is hung on a bridge later");
    }
    Consumer<MessageWriter> peer =
        data -> farEnd.write(LinkAttributes.begin(data), Optional.empty());
    return new LinkKind(
        "veth", Optional.empty(), Optional.of(data -> data.nested(VETH_INFO_PEER, peer)));
  }

  /**
   * Returns a link with a hardware address of its own on a parent.
   *
   * @param parent index of a link of the asking namespace
   */
  public static LinkKind macVlan(int parent, MacVlanMode mode) {
    return on(parent, "macvlan", data -> data.attribute(IFLA_MACVLAN_MODE, mode.number));
  }

  /**
   * Returns a link that shares its parent's hardware address.
   *
   * @param parent index of a link of the asking namespace
   */
  public static LinkKind ipVlan(int parent, IpVlanMode mode, IpVlanFlag flag) {
    return on(
        parent,
        "ipvlan",
        data ->
            data.attribute16(IFLA_IPVLAN_MODE, mode.number)
                .attribute16(IFLA_IPVLAN_FLAGS, flag.number));
  }

  /**
   * Returns a link for the packets of one VLAN of IEEE 802.1Q.
   *
   * @param parent index of a link of the asking namespace
   * @param id from 1 to 4094
   */
  public static LinkKind vlan(int parent, int id) {
    return on(parent, "vlan", data -> data.attribute16(IFLA_VLAN_ID, id));
  }

  /** Returns the index of the link that it is made on. */
  Optional<Integer> parent() {
    return parent;
  }

  /** Writes the kind and its data. */
  MessageWriter write(MessageWriter writer) {
    return writer.nested(
        LinkAttributes.IFLA_LINKINFO,
        info -> {
          info.attribute(LinkAttributes.IFLA_INFO_KIND, name.getBytes(StandardCharsets.US_ASCII));
          data.ifPresent(content -> info.nested(LinkAttributes.IFLA_INFO_DATA, content));
        });
  }

  /** Returns the kernel's name of the kind, as {@link Link#kind} has it. */
  @Override
  public String toString() {
    return name;
  }
}
