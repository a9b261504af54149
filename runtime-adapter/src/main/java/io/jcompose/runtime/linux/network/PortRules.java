package io.jcompose.runtime.linux.network;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the table of an installation's published ports says, in the language of nft(8): all ports of
 * all pods in maps, so that a connection costs the host two look-ups, however many there are. Pure
 * text, made of nothing but checked values; each text is one transaction.
 */
final class PortRules {
  private final String table;

  /**
   * Creates the rules.
   *
   * @param table its name
   */
  PortRules(String table) {
    this.table = table;
  }

  String table() {
    return table;
  }

  /** Returns what makes the table; what is published stays. */
  String make() {
    return FRAME.replace("$table", table);
  }

  private static final String FRAME =
      """
      add table inet $table
      add map inet $table all4 { type inet_proto . inet_service : ipv4_addr . inet_service; }
      add map inet $table all6 { type inet_proto . inet_service : ipv6_addr . inet_service; }
      add map inet $table own4 { type ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service; }
      add map inet $table own6 { type ipv6_addr . inet_proto . inet_service : ipv6_addr . inet_service; }
      add set inet $table masked4 { type ipv4_addr; }
      add set inet $table masked6 { type ipv6_addr; }
      add chain inet $table published
      flush chain inet $table published
      add rule inet $table published meta nfproto ipv4 dnat ip to ip daddr . meta l4proto . th dport map @own4
      add rule inet $table published meta nfproto ipv4 dnat ip to meta l4proto . th dport map @all4
      add rule inet $table published meta nfproto ipv6 dnat ip6 to ip6 daddr . meta l4proto . th dport map @own6
      add rule inet $table published meta nfproto ipv6 dnat ip6 to meta l4proto . th dport map @all6
      add chain inet $table prerouting { type nat hook prerouting priority -100; policy accept; }
      flush chain inet $table prerouting
      # 127.0.0.1 from another machine would be dropped as a lie; translated, it would get in
      add rule inet $table prerouting ip daddr 127.0.0.0/8 return
      add rule inet $table prerouting fib daddr type local jump published
      add chain inet $table output { type nat hook output priority -100; policy accept; }
      flush chain inet $table output
      # IPv6 knows no way from its loopback to another link
      add rule inet $table output ip6 daddr ::1 return
      add rule inet $table output fib daddr type local jump published
      add chain inet $table postrouting { type nat hook postrouting priority 100; policy accept; }
      flush chain inet $table postrouting
      # these answer strangers by another way, or by none
      add rule inet $table postrouting ct status dnat ip daddr @masked4 masquerade
      add rule inet $table postrouting ct status dnat ip6 daddr @masked6 masquerade
      """;

  /**
   * Returns what replaces a pod's redirections; the table is there.
   *
   * @param before what may be there
   */
  String replace(Collection<Redirection> before, Collection<Redirection> after) {
    StringBuilder text = new StringBuilder();
    Set<String> gone = elements(before);
    Set<String> wanted = elements(after);
    gone.removeAll(wanted);
    // adding first makes deleting succeed
    gone.forEach(
        element ->
            text.append("add ")
                .append(element)
                .append('\n')
                .append("delete ")
                .append(element)
                .append('\n'));
    wanted.forEach(element -> text.append("add ").append(element).append('\n'));
    return text.toString();
  }

  /** Returns what makes the table anew, with these redirections and no others. */
  String whole(Collection<Redirection> all) {
    return remove() + make() + replace(List.of(), all);
  }

  private Set<String> elements(Collection<Redirection> redirections) {
    Set<String> elements = new LinkedHashSet<>();
    for (Redirection redirection : redirections) {
      String version = redirection.to().isIpv4() ? "4" : "6";
      String kind = redirection.hostAddress().isPresent() ? "own" : "all";
      elements.add(
          "element inet %s %s%s { %s%s . %d : %s . %d }"
              .formatted(
                  table,
                  kind,
                  version,
                  redirection.hostAddress().map(address -> address + " . ").orElse(""),
                  redirection.protocol(),
                  redirection.hostPort(),
                  redirection.to(),
                  redirection.port()));
      if (redirection.masked()) {
        elements.add("element inet %s masked%s { %s }".formatted(table, version, redirection.to()));
      }
    }
    return elements;
  }

  /** Returns what removes the table; one that is gone is a success. */
  String remove() {
    return NetworkRules.remove(table);
  }
}
