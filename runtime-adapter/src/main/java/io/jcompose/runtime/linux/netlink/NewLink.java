package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.MacAddress;
import io.jcompose.runtime.syscall.Fd;
import java.util.Optional;

/**
 * A link that is to be made, or the far end of a cable. It is switched off at first.
 *
 * @param name unique in its namespace. Older kernels refuse, with EEXIST, what goes elsewhere under
 *     a name that a link of the <em>asking</em> namespace has, unless it is the far end of a cable:
 *     such a link is made under a name that nobody has, and renamed from within its namespace
 * @param hardwareAddress empty for one that the kernel draws, or takes from the parent
 * @param mtu largest packet in bytes; empty for 1500, or the parent's
 * @param master index of the bridge it hangs on, which is in the same namespace
 * @param namespace where it goes; empty for where it is asked for
 */
public record NewLink(
    String name,
    Optional<MacAddress> hardwareAddress,
    Optional<Integer> mtu,
    Optional<Integer> master,
    Optional<Fd> namespace) {

  /** Returns a link of this name about which nothing else is said. */
  public static NewLink named(String name) {
    return new NewLink(
        name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns this link with a hardware address; it then keeps it, whatever hangs on it. */
  public NewLink withHardwareAddress(MacAddress chosen) {
    return new NewLink(name, Optional.of(chosen), mtu, master, namespace);
  }

  /** Returns this link with an MTU. */
  public NewLink withMtu(int chosen) {
    return new NewLink(name, hardwareAddress, Optional.of(chosen), master, namespace);
  }

  /** Returns this link, hanging on a bridge. */
  public NewLink on(int bridge) {
    return new NewLink(name, hardwareAddress, mtu, Optional.of(bridge), namespace);
  }

  /** Returns this link in another network namespace. */
  public NewLink in(Fd other) {
    return new NewLink(name, hardwareAddress, mtu, master, Optional.of(other));
  }

  /**
   * Writes the attributes by which all links are described.
   *
   * @param parent index of the link it is made on
   */
  MessageWriter write(MessageWriter writer, Optional<Integer> parent) {
    hardwareAddress.ifPresent(
        address -> writer.attribute(LinkAttributes.IFLA_ADDRESS, address.bytes()));
    mtu.ifPresent(bytes -> writer.attribute(LinkAttributes.IFLA_MTU, bytes));
    master.ifPresent(index -> writer.attribute(LinkAttributes.IFLA_MASTER, index));
    namespace.ifPresent(fd -> writer.attribute(LinkAttributes.IFLA_NET_NS_FD, fd.number()));
    parent.ifPresent(index -> writer.attribute(LinkAttributes.IFLA_LINK, index));
    return writer.attribute(LinkAttributes.IFLA_IFNAME, name);
  }
}
