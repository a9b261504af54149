package io.jcompose.model.schema;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Networks, and how a service is attached to them.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/06-networks.md">networks</a>
 */
final class NetworkKeys {
  private static final Support NETWORKS = Support.from(4);
  private static final Pattern SUBNET = Pattern.compile("([^/]+)/([0-9]{1,3})");

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

  private static final Scalar PRIORITY = new Scalar("a number", true, NetworkKeys::priority);

  private static final Keys ATTACHMENT =
      Keys.of("a service's network")
          .key("aliases", Kinds.DISTINCT_TEXTS, NETWORKS)
          .key("driver_opts", Kinds.OPTIONS, NETWORKS)
          .key("gw_priority", PRIORITY.silentIf("0"), NETWORKS)
          .key("interface_name", Kinds.TEXT, NETWORKS)
          .key("ipv4_address", ADDRESS, NETWORKS)
          .key("ipv6_address", ADDRESS, NETWORKS)
          .key("link_local_ips", ListOf.of(ADDRESS).distinct(), NETWORKS)
          .key("mac_address", MAC_ADDRESS, NETWORKS)
          .key("priority", PRIORITY.silentIf("0"), NETWORKS);

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
          .key("driver", Kinds.TEXT, Support.HONOURED)
          .key("config", new AddressPools(ListOf.of(SUBNET_CONFIG)))
          .key("options", Kinds.OPTIONS)
          .silentIfEmpty();

  static final Keys NETWORK =
      Keys.of("a network")
          .key("name", Kinds.TEXT)
          .key("driver", Kinds.TEXT, Support.from(4).unless("bridge"))
          .key("driver_opts", Kinds.OPTIONS, NETWORKS)
          .key("ipam", IPAM, NETWORKS)
          .key("external", ResourceNames.EXTERNAL, Support.from(4).unless("false"))
          .key("internal", Kinds.FLAG, Support.from(4).unless("false"))
          .key("attachable", Kinds.FLAG, Support.withoutEffect("there is no swarm"))
          .key("labels", Kinds.LABELS, NETWORKS)
          .key("enable_ipv4", Kinds.BOOL, Support.from(4).unless("true"))
          .key("enable_ipv6", Kinds.BOOL, Support.from(4).unless("false"))
          .orForm(ResourceNames::oneName)
          .completedBy(ResourceNames::nameOfExternal)
          .rule(ResourceNames::onlyNameBesideExternal);

  /** Returns whether {@code attachments} are what a service has that says nothing. */
  static boolean isDefaultOnly(Value attachments) {
    return attachments.members().entrySet().stream()
        .allMatch(
            entry ->
                entry.getKey().equals("default")
                    && (entry.getValue().value().isNull()
                        || entry.getValue().value().members().isEmpty()));
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
