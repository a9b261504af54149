package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpSubnet;

/**
 * What the table of one bridge says, in the language of nft(8). Pure text, made of nothing but
 * checked values; each text is one transaction. Nobody else's table is named.
 */
final class NetworkRules {
  private final NetworkRecord network;
  private final String table;
  private final String bridge;

  /**
   * Creates the rules of a network.
   *
   * @param table its name
   */
  NetworkRules(NetworkRecord network, String table) {
    this.network = network;
    this.table = table;
    this.bridge = network.link().orElseThrow();
  }

  /** Returns what makes the table, and corrects it if it is there. */
  String make() {
    NetworkOptions options = new NetworkOptions(network.plan());
    StringBuilder text = new StringBuilder(FRAME);
    if (network.plan().internal()) {
      text.append(INTERNAL);
    } else if (options.masquerade()) {
      network.subnets().forEach(subnet -> text.append(masquerade(subnet.subnet())));
    }
    network.subnets().forEach(subnet -> text.append(hairpin(subnet.subnet())));
    text.append(FORWARD);
    text.append(
        options.talk() ? "add rule $forward iifname \"$bridge\" oifname \"$bridge\" accept\n" : "");
    text.append("add rule $forward oifname \"$bridge\" drop\n");
    text.append(network.plan().internal() ? NO_WAY_OUT : "");
    return text.toString()
        .replace("$forward", "inet " + table + " forward")
        .replace("$postrouting", "inet " + table + " postrouting")
        .replace("$guard", "inet " + table + " guard")
        .replace("$input", "inet " + table + " input")
        .replace("$table", table)
        .replace("$bridge", bridge);
  }

  private static final String FRAME =
      """
      add table inet $table
      add chain $guard { type filter hook prerouting priority -300; policy accept; }
      flush chain $guard
      # route_localnet lets answers to the host's loopback in; nothing else may come that way.
      # Answers still carry the gateway's address here, before the translation is undone.
      add rule $guard iifname "$bridge" ip daddr 127.0.0.0/8 drop
      add chain $postrouting { type nat hook postrouting priority 100; policy accept; }
      flush chain $postrouting
      # the pod could not answer: its answer would go to itself
      add rule $postrouting ip saddr 127.0.0.0/8 oifname "$bridge" masquerade
      """;

  private static String masquerade(IpSubnet subnet) {
    return "add rule $postrouting " + from(subnet) + " oifname != \"$bridge\" masquerade\n";
  }

  /** A pod that calls a neighbour by the host's address is answered by the host, or not at all. */
  private static String hairpin(IpSubnet subnet) {
    return "add rule $postrouting "
        + from(subnet)
        + " oifname \"$bridge\" ct status dnat masquerade\n";
  }

  private static String from(IpSubnet subnet) {
    return (subnet.isIpv4() ? "ip" : "ip6") + " saddr " + subnet;
  }

  private static final String FORWARD =
      """
      add chain $forward { type filter hook forward priority 0; policy accept; }
      flush chain $forward
      add rule $forward oifname "$bridge" ct state established,related accept
      add rule $forward oifname "$bridge" ct status dnat accept
      """;

  /** The host may call pods and is answered; neighbours must be found, or nothing is. */
  private static final String INTERNAL =
      """
      add chain $input { type filter hook input priority 0; policy accept; }
      flush chain $input
      add rule $input iifname "$bridge" ct state established,related accept
      add rule $input iifname "$bridge" icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
      add rule $input iifname "$bridge" drop
      """;

  private static final String NO_WAY_OUT =
      """
      add rule $forward iifname "$bridge" ct state established,related accept
      add rule $forward iifname "$bridge" oifname != "$bridge" drop
      """;

  /** Returns what removes a table; one that is gone is a success. */
  static String remove(String table) {
    // adding first makes deleting succeed; "destroy" needs kernel 6.3
    return "add table inet " + table + "\ndelete table inet " + table + "\n";
  }
}
