package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.MacAddress;
import java.util.Optional;

/**
 * A network interface.
 *
 * @param index its number, unique in its namespace
 * @param kind such as {@code bridge} or {@code veth}; empty for real hardware and loopback
 * @param up whether it is switched on
 * @param mtu largest packet in bytes
 * @param master the index of the bridge it hangs on
 * @param parent the index of the link it was made on, or of a cable's other end; in another
 *     namespace where that is elsewhere
 * @param alias the free text that {@code ip link} shows
 */
public record Link(
    int index,
    String name,
    Optional<String> kind,
    boolean up,
    int mtu,
    Optional<Integer> master,
    Optional<Integer> parent,
    Optional<String> alias,
    Optional<MacAddress> hardwareAddress) {

  /** Reads an RTM_NEWLINK message. */
  static Link read(Message message) {
    var body = message.body();
    int index = body.getInt(4);
    int flags = body.getInt(8);
    Attributes attributes = Attributes.read(body, LinkAttributes.HEADER);
    return new Link(
        index,
        attributes.text(LinkAttributes.IFLA_IFNAME).orElse(""),
        attributes
            .nested(LinkAttributes.IFLA_LINKINFO)
            .flatMap(info -> info.text(LinkAttributes.IFLA_INFO_KIND)),
        (flags & LinkAttributes.IFF_UP) != 0,
        attributes.number(LinkAttributes.IFLA_MTU).orElse(0),
        attributes.number(LinkAttributes.IFLA_MASTER),
        attributes.number(LinkAttributes.IFLA_LINK).filter(parent -> parent != 0),
        attributes.text(LinkAttributes.IFLA_IFALIAS),
        attributes
            .bytes(LinkAttributes.IFLA_ADDRESS)
            .filter(bytes -> bytes.length == 6)
            .map(MacAddress::of));
  }
}
