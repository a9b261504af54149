package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.IpSubnet;

/**
 * Which routing table is asked for some packets, if it knows a way.
 *
 * @param from their senders
 * @param mark what their socket or a firewall has marked them with; 0 for all, marked or not
 * @param table the table's number
 * @param priority rules are tried by rising numbers; the main table's is 32766
 * @see <a href="https://man7.org/linux/man-pages/man8/ip-rule.8.html">ip-rule(8)</a>
 */
public record Rule(IpSubnet from, int mark, int table, int priority) {

  /** Returns the rule for packets of some senders. */
  public static Rule from(IpSubnet senders, int table, int priority) {
    return new Rule(senders, 0, table, priority);
  }

  /** Returns the rule for packets of one version of IP with a mark. */
  public static Rule marked(IpVersion version, int mark, int table, int priority) {
    return new Rule(version.everywhere(), mark, table, priority);
  }
}
