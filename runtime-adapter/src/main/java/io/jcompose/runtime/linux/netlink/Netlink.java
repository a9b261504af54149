package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.MacAddress;
import io.jcompose.runtime.linux.netlink.LinkChange.SetPort.PortOption;
import io.jcompose.runtime.linux.netlink.ListRequest.Subject;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.NetlinkSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Door of the package: links, addresses, routes and rules of one network namespace.
 *
 * <p>It stays with the namespace of the thread that opened it. Not for several threads at once.
 * What the kernel refuses is a {@link NetlinkException}.
 */
public final class Netlink implements AutoCloseable {
  private static final int LONGEST_NAME = 15; // IFNAMSIZ of linux/if.h, without the zero

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
    return list(Subject.LINKS, IpVersion.ANY_FAMILY).map(Link::read).toList();
  }

  /** Returns the link of this name, or with this among its alternative names. */
  public Optional<Link> link(String name) {
    boolean possible = name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    return possible
        ? conversation.find(new LinkRequest.FindNamed(name)).map(Link::read)
        : Optional.empty();
  }

  /** Returns the link of this index. */
  public Optional<Link> link(int index) {
    return conversation.find(new LinkRequest.Find(index)).map(Link::read);
  }

  /** Returns all addresses of all links. */
  public List<LinkAddress> addresses() {
    return addresses(IpVersion.ANY_FAMILY).toList();
  }

  /** Returns all addresses of one version that links have. */
  public List<LinkAddress> addresses(IpVersion version) {
    return addresses(version.family())
        .filter(address -> IpVersion.of(address.address()) == version)
        .toList();
  }

  private Stream<LinkAddress> addresses(int family) {
    return list(Subject.ADDRESSES, family).flatMap(message -> LinkAddress.read(message).stream());
  }

  /** Returns all routes of all tables. */
  public List<Route> routes() {
    return routes(IpVersion.ANY_FAMILY).toList();
  }

  /** Returns all routes of one version in all tables. */
  public List<Route> routes(IpVersion version) {
    return routes(version.family())
        .filter(route -> IpVersion.of(route.destination()) == version)
        .toList();
  }

  private Stream<Route> routes(int family) {
    return list(Subject.ROUTES, family).flatMap(message -> Route.read(message).stream());
  }

  private Stream<Message> list(Subject subject, int family) {
    return conversation.list(new ListRequest(subject, family)).stream();
  }

  /**
   * Makes a link, switched off; of a cable both ends.
   *
   * @throws NetlinkException with EEXIST if there is one of that name; see {@link NewLink}
   */
  public void create(NewLink link, LinkKind kind) {
    conversation.change(new LinkRequest.Create(link, kind));
  }

  /** Deletes a link; a cable goes with both its ends, a parent with all that was made on it. */
  public void delete(int link) {
    conversation.change(new LinkRequest.Delete(link));
  }

  /** Switches a link on; one that is on stays so. */
  public void switchOn(int link) {
    conversation.change(new LinkChange.Switch(link, true));
  }

  /** Switches a link off, by which it loses its IPv6 addresses and the routes that use it. */
  public void switchOff(int link) {
    conversation.change(new LinkChange.Switch(link, false));
  }

  /** Gives a link another name; older kernels refuse with EBUSY if it is switched on. */
  public void rename(int link, String name) {
    conversation.change(new LinkChange.Rename(link, name));
  }

  /**
   * Puts a link into another namespace under another name, or its own. There it is switched off and
   * without addresses, and may have another index.
   *
   * @throws NetlinkException with EEXIST if there is one of that name; then it is there under its
   *     old one
   */
  public void move(int link, Fd namespace, String name) {
    conversation.change(new LinkChange.Move(link, namespace, name));
  }

  /** Sets the hardware address of a link. */
  public void setHardwareAddress(int link, MacAddress address) {
    conversation.change(new LinkChange.SetHardwareAddress(link, address));
  }

  /** Sets the largest packet of a link, in bytes. */
  public void setMtu(int link, int mtu) {
    conversation.change(new LinkChange.SetMtu(link, mtu));
  }

  /** Sets the free text that {@code ip link} shows with the link; at most 255 bytes. */
  public void setAlias(int link, String alias) {
    conversation.change(new LinkChange.SetAlias(link, alias));
  }

  /** Hangs a link on a bridge. */
  public void setMaster(int link, int bridge) {
    conversation.change(new LinkChange.SetMaster(link, bridge));
  }

  /** Takes a link off its bridge; one that hangs on none stays so. */
  public void removeMaster(int link) {
    conversation.change(new LinkChange.SetMaster(link, LinkChange.SetMaster.NONE));
  }

  /** Sets whether a bridge may send packets back through the link they came from. */
  public void setHairpin(int link, boolean on) {
    conversation.change(new LinkChange.SetPort(link, PortOption.HAIRPIN, on));
  }

  /** Sets whether a bridge keeps packets of a link from all other links that are so set. */
  public void setIsolated(int link, boolean on) {
    conversation.change(new LinkChange.SetPort(link, PortOption.ISOLATED, on));
  }

  /**
   * Keeps a link from giving itself a link-local IPv6 address when it is switched on, and with it
   * from asking neighbours for routers. One that it has already stays.
   *
   * @throws NetlinkException if the link does not speak IPv6
   */
  public void generateNoAddress(int link) {
    conversation.change(new LinkChange.GenerateNoAddress(link));
  }

  /**
   * Gives a link an address. One within 169.254.0.0/16 is for neighbours of the link only.
   *
   * @throws NetlinkException with EEXIST if it has it already
   */
  public void addAddress(LinkAddress address, AddressOption... options) {
    conversation.change(new AddressRequest.Add(address, Set.of(options)));
  }

  /**
   * Takes an address from a link.
   *
   * @throws NetlinkException with EADDRNOTAVAIL if it does not have it
   */
  public void deleteAddress(LinkAddress address) {
    conversation.change(new AddressRequest.Delete(address));
  }

  /**
   * Adds a route. The link must be switched on, and a gateway be its neighbour.
   *
   * @throws NetlinkException with EEXIST if the table has one to the same destination with the same
   *     metric
   */
  public void addRoute(Route route) {
    conversation.change(new RouteRequest.Add(route));
  }

  /**
   * Deletes a route. Metric 0 of IPv4 means the lowest that there is.
   *
   * @throws NetlinkException with ESRCH if it is not there
   */
  public void deleteRoute(Route route) {
    conversation.change(new RouteRequest.Delete(route));
  }

  /**
   * Adds a rule.
   *
   * @throws NetlinkException with EEXIST if it is there already
   */
  public void addRule(Rule rule) {
    conversation.change(new RuleRequest.Add(rule));
  }

  /**
   * Deletes a rule.
   *
   * @throws NetlinkException with ENOENT if it is not there
   */
  public void deleteRule(Rule rule) {
    conversation.change(new RuleRequest.Delete(rule));
  }

  /** Closes the socket. A second call does nothing. */
  @Override
  public void close() {
    conversation.close();
  }
}
