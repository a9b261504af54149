package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.Protocol;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.util.List;
import java.util.Optional;

/**
 * What one project's table says, in the language of nft(8). Pure text, made of nothing but checked
 * values; each text is one transaction. Nobody else's table is named.
 *
 * <p>The family is {@code ip}: pods have IPv4 only, and a table for it needs no newer kernel.
 */
final class FirewallRules {
  private final NetworkAllocation allocation;

  FirewallRules(NetworkAllocation allocation) {
    this.allocation = allocation;
  }

  /**
   * Returns what makes the table, and corrects it if it is there; what is published stays. A pod's
   * packets leave under the host's address; a pod is reached through published ports only.
   */
  String wayOut() {
    return """
        add table ip $table
        add chain ip $table published
        add chain ip $table guard { type filter hook prerouting priority -300; policy accept; }
        flush chain ip $table guard
        # route_localnet lets answers to the host's loopback in; nothing else may come that way.
        # Answers still carry the gateway's address here, before the translation is undone.
        add rule ip $table guard iifname "$bridge" ip daddr 127.0.0.0/8 drop
        add chain ip $table prerouting { type nat hook prerouting priority -100; policy accept; }
        flush chain ip $table prerouting
        # 127.0.0.1 from another machine would be dropped as a lie; translated, it would get in
        add rule ip $table prerouting ip daddr != 127.0.0.0/8 fib daddr type local jump published
        add chain ip $table output { type nat hook output priority -100; policy accept; }
        flush chain ip $table output
        add rule ip $table output fib daddr type local jump published
        add chain ip $table postrouting { type nat hook postrouting priority 100; policy accept; }
        flush chain ip $table postrouting
        add rule ip $table postrouting ip saddr $subnet oifname != "$bridge" masquerade
        # the pod could not answer these two: its answer would go to itself
        add rule ip $table postrouting ip saddr 127.0.0.0/8 oifname "$bridge" masquerade
        add rule ip $table postrouting ip saddr $subnet oifname "$bridge" ct status dnat masquerade
        add chain ip $table forward { type filter hook forward priority 0; policy accept; }
        flush chain ip $table forward
        add rule ip $table forward oifname "$bridge" ct state established,related accept
        add rule ip $table forward oifname "$bridge" ct status dnat accept
        add rule ip $table forward oifname "$bridge" drop
        """
        .replace("$table", allocation.table())
        .replace("$bridge", allocation.bridge())
        .replace("$subnet", allocation.subnet().toString());
  }

  /** Returns what replaces the published ports; after {@link #wayOut}. */
  String publish(List<Publication> publications) {
    StringBuilder text = new StringBuilder("flush chain ip " + chain() + "\n");
    for (Publication publication : publications) {
      match(publication)
          .ifPresent(
              match ->
                  text.append("add rule ip ")
                      .append(chain())
                      .append(' ')
                      .append(match)
                      .append(" dnat to ")
                      .append(allocation.address())
                      .append(':')
                      .append(publication.target().number())
                      .append('\n'));
    }
    return text.toString();
  }

  private String chain() {
    return allocation.table() + " published";
  }

  /** Returns which packets a publication is about; none if its address is an IPv6 one. */
  private static Optional<String> match(Publication publication) {
    Protocol protocol = publication.target().protocol();
    String port = protocol + " dport " + publication.hostPort();
    HostAddress address = HostAddress.of(publication);
    if (address.isWildcard()) {
      return Optional.of(port);
    }
    return address.ipv4().map((IpAddress own) -> "ip daddr " + own + " " + port);
  }

  /** Returns what removes the table; one that is gone is a success. */
  String remove() {
    // adding first makes deleting succeed; "destroy" needs kernel 6.3
    return "add table ip " + allocation.table() + "\ndelete table ip " + allocation.table() + "\n";
  }
}
