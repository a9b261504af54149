package io.jcompose.model.schema;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import io.jcompose.model.value.NetworkMode;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Networks, and how a service is attached to them.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/06-networks.md">networks</a>
 */
final class NetworkKeys {
  private static final Pattern SUBNET = Pattern.compile("([^/]+)/([0-9]{1,3})");

  /** Behind each dot is a name in {@code /proc/sys}; nothing may lead out of there. */
  private static final Pattern SYSCTL_OF_NETWORK = Pattern.compile("net(\\.[a-zA-Z0-9_-]+)+");

  /** What the kernel takes; it wants none of "." and ".." either. */
  private static final Pattern INTERFACE = Pattern.compile("[\\p{Graph}&&[^/:]]{1,15}");

  private static final Set<String> NOT_AN_INTERFACE = Set.of(".", "..", "lo");

  private static final Pattern WORD = Pattern.compile("[\\p{Graph}]+");

  private NetworkKeys() {}

  private static final Scalar ADDRESS =
      Kinds.demanding("an IP address", NetworkKeys::address, "write an IPv4 or IPv6 address");
  static final Scalar DNS_SERVER =
      Kinds.demanding("an IP address", NetworkKeys::address, "write the resolver's address");
  static final Scalar MAC_ADDRESS =
      Kinds.demanding(
          "a MAC address", MacAddress::new, "write six bytes, as in '02:42:ac:11:00:02'");
  private static final Scalar SUBNET_ADDRESS =
      Kinds.demanding(
          "a subnet", NetworkKeys::subnet, "write an address with its prefix: '10.5.0.0/16'");

  private static final Scalar NAME =
      Kinds.demanding(
          "a network's name", NetworkName::new, "write letters, digits, '_', '.' and '-'");
  private static final Scalar DRIVER =
      new Scalar("bridge, macvlan, ipvlan, p2p, host or none", false, Value::text);
  private static final Scalar ALIAS =
      Kinds.demanding(
          "a host name", HostNames::checked, "write letters, digits and '-', parts joined by '.'");
  private static final Scalar INTERFACE_NAME =
      Kinds.demanding(
          "an interface's name", NetworkKeys::interfaceName, "write a name such as 'eth1'");

  /** A word of resolv.conf(5), in which blanks part words. */
  static final Scalar RESOLVER_WORD =
      Kinds.demanding(
          "a text without blanks", NetworkKeys::oneWord, "write one a line of the list");

  private static final Scalar PRIORITY = new Scalar("a number", true, NetworkKeys::priority);

  private static final Keys ATTACHMENT =
      Keys.of("a service's network")
          .key("aliases", ListOf.of(ALIAS).distinct())
          .key("driver_opts", Kinds.OPTIONS)
          .key("gw_priority", PRIORITY.silentIf("0"))
          .key("interface_name", INTERFACE_NAME)
          .key("ipv4_address", ADDRESS)
          .key("ipv6_address", ADDRESS)
          .key("link_local_ips", ListOf.of(ADDRESS).distinct())
          .key("mac_address", MAC_ADDRESS)
          .key("priority", PRIORITY.silentIf("0"));

  /** {@code networks:} of a service, as a list of names or a map. */
  static final MapOf ATTACHMENTS = MapOf.of(ATTACHMENT).orForm(Names::toMap).orNothing();

  private static final Keys SUBNET_CONFIG =
      Keys.of("an address pool")
          .key("subnet", SUBNET_ADDRESS)
          .key("gateway", ADDRESS)
          .key("ip_range", SUBNET_ADDRESS)
          .key("aux_addresses", MapOf.of(ADDRESS));

  private static final Keys IPAM =
      Keys.of("an address management")
          .key("driver", Kinds.TEXT, Support.later().unless("default"))
          .key("config", new AddressPools(ListOf.of(SUBNET_CONFIG)))
          .key("options", Kinds.OPTIONS, Support.later())
          .silentIfEmpty();

  static final Keys NETWORK =
      Keys.of("a network")
          .key("name", NAME)
          .key("driver", DRIVER)
          .key("driver_opts", Kinds.OPTIONS)
          .key("ipam", IPAM)
          .key("external", ResourceNames.EXTERNAL)
          .key("internal", Kinds.FLAG)
          .key("attachable", Kinds.FLAG, Support.withoutEffect("there is no swarm"))
          .key("labels", Kinds.LABELS)
          .key("enable_ipv4", Kinds.BOOL)
          .key("enable_ipv6", Kinds.BOOL)
          .orForm(ResourceNames::oneName)
          .completedBy(ResourceNames::nameOfExternal)
          .rule(ResourceNames::onlyNameBesideExternal);

  /** Returns whether all of {@code sysctls} are of a network namespace. */
  static boolean areOfNetwork(Value sysctls) {
    return sysctls.members().keySet().stream()
        .allMatch(name -> SYSCTL_OF_NETWORK.matcher(name).matches());
  }

  /**
   * Returns the network mode that {@code text} writes.
   *
   * @throws IllegalArgumentException if it is none, and cannot be a network's name either
   */
  static NetworkMode mode(String text) {
    NetworkMode mode = NetworkMode.parse(text);
    if (mode instanceof NetworkMode.Named named) {
      new NetworkName(named.name());
    }
    return mode;
  }

  private static String interfaceName(String text) {
    if (!INTERFACE.matcher(text).matches() || NOT_AN_INTERFACE.contains(text)) {
      throw new IllegalArgumentException("'" + text + "' cannot be the name of an interface");
    }
    return text;
  }

  private static String oneWord(String text) {
    if (!WORD.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' has a blank in it");
    }
    return text;
  }

  /** Unlike elsewhere, a number in quotes is none. */
  private static Optional<String> priority(Value value) {
    return value.isQuoted()
        ? Kinds.NOT_A_NUMBER.reader().apply(value)
        : Kinds.truncated().reader().apply(value);
  }

  private static String address(String text) {
    if (!IpAddress.matches(text)) {
      throw new IllegalArgumentException("'" + text + "' is not an IP address");
    }
    return text;
  }

  private static String subnet(String text) {
    Matcher subnet = SUBNET.matcher(text);
    boolean legal =
        subnet.matches()
            && IpAddress.matches(subnet.group(1))
            && Integer.parseInt(subnet.group(2)) <= (text.contains(":") ? 128 : 32);
    if (!legal) {
      throw new IllegalArgumentException("'" + text + "' is not a subnet");
    }
    return text;
  }

  /** {@code ipam.config}: pools for the same subnet are merged. */
  private record AddressPools(ListOf pools) implements WrittenOut {
    @Override
    public Kind longForm() {
      return pools;
    }

    @Override
    public String form() {
      return pools.form();
    }

    @Override
    public Optional<Node> canonical(Value value) {
      return pools.canonical(value);
    }

    @Override
    public Node merge(Node base, Node later) {
      return pools.mergeItems(
          base,
          later,
          pool ->
              pool instanceof MapNode map
                  ? map.get("subnet").map(Node::description).orElse("")
                  : "");
    }
  }
}
