package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import io.jcompose.runtime.linux.netlink.Request.AddAddress;
import io.jcompose.runtime.linux.netlink.Request.AddDefaultRoute;
import io.jcompose.runtime.linux.netlink.Request.AllowHairpin;
import io.jcompose.runtime.linux.netlink.Request.CreateBridge;
import io.jcompose.runtime.linux.netlink.Request.CreateCable;
import io.jcompose.runtime.linux.netlink.Request.DeleteLink;
import io.jcompose.runtime.linux.netlink.Request.ListAll;
import io.jcompose.runtime.linux.netlink.Request.ListAll.Subject;
import io.jcompose.runtime.linux.netlink.Request.SetAlias;
import io.jcompose.runtime.linux.netlink.Request.SetMaster;
import io.jcompose.runtime.linux.netlink.Request.SwitchOn;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.NetlinkSocket;
import java.util.List;
import java.util.Optional;

/**
 * Door of the package: links, addresses and routes of one network namespace.
 *
 * <p>It stays with the namespace of the thread that opened it. Not for several threads at once.
 * What the kernel refuses is a {@link NetlinkException}.
 */
public final class Netlink implements AutoCloseable {
  private final Conversation conversation;

  private Netlink(Conversation conversation) {
    this.conversation = conversation;
  }

  /** Opens the network namespace of the calling thread. */
  public static Netlink open() {
    return new Netlink(new Conversation(NetlinkSocket.openRoute()));
  }

  /** Returns all links, by rising index. */
  public List<Link> links() {
    return conversation.list(new ListAll(Subject.LINKS)).stream().map(Link::read).toList();
  }

  /** Returns the link of this name. */
  public Optional<Link> link(String name) {
    return links().stream().filter(link -> link.name().equals(name)).findFirst();
  }

  /** Returns all IPv4 addresses of all links. */
  public List<LinkAddress> addresses() {
    return conversation.list(new ListAll(Subject.ADDRESSES)).stream()
        .map(LinkAddress::read)
        .toList();
  }

  /** Returns all IPv4 routes of all tables. */
  public List<Route> routes() {
    return conversation.list(new ListAll(Subject.ROUTES)).stream().map(Route::read).toList();
  }

  /** Creates a bridge, switched off; its hardware address is fixed, whatever is plugged in. */
  public void createBridge(String name, MacAddress hardwareAddress, int mtu) {
    conversation.change(new CreateBridge(name, hardwareAddress, mtu));
  }

  /**
   * Creates a cable, both ends switched off: the near end hangs on a bridge of this namespace, the
   * far end lies in another namespace.
   *
   * @param bridge index of the bridge
   */
  public void createCable(
      String name,
      int bridge,
      int mtu,
      String peerName,
      MacAddress peerHardwareAddress,
      Fd peerNamespace) {
    conversation.change(
        new CreateCable(name, bridge, mtu, peerName, peerHardwareAddress, peerNamespace));
  }

  /** Switches a link on; one that is on stays so. */
  public void switchOn(int link) {
    conversation.change(new SwitchOn(link));
  }

  /** Sets the free text that {@code ip link} shows with the link; at most 255 bytes. */
  public void setAlias(int link, String alias) {
    conversation.change(new SetAlias(link, alias));
  }

  /** Hangs a link on a bridge. */
  public void setMaster(int link, int bridge) {
    conversation.change(new SetMaster(link, bridge));
  }

  /** Lets the bridge a link hangs on send packets back through the link they came from. */
  public void allowHairpin(int link) {
    conversation.change(new AllowHairpin(link));
  }

  /** Deletes a link; a cable goes with both its ends. */
  public void delete(int link) {
    conversation.change(new DeleteLink(link));
  }

  /**
   * Gives a link an address.
   *
   * @throws NetlinkException with EEXIST if it has it already
   */
  public void addAddress(LinkAddress address) {
    conversation.change(new AddAddress(address));
  }

  /**
   * Adds a default route.
   *
   * @param link index of the link that leads to the gateway; it must be up
   * @throws NetlinkException with EEXIST if there is one already
   */
  public void addDefaultRoute(IpAddress gateway, int link) {
    conversation.change(new AddDefaultRoute(gateway, link));
  }

  /** Closes the socket. A second call does nothing. */
  @Override
  public void close() {
    conversation.close();
  }
}
