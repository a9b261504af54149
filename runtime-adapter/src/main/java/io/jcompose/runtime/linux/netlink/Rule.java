package io.jcompose.runtime.linux.netlink;

import io.jcompose.model.value.IpSubnet;

/**
 * Which routing table is asked for packets of some senders, if it knows a way.
 *
 * @param from the senders
 * @param table the table's number
 * @param priority rules are tried by rising numbers; the main table's is 32766
 * @see <a href="https://man7.org/linux/man-pages/man8/ip-rule.8.html">ip-rule(8)</a>
 */
public record Rule(IpSubnet from, int table, int priority) {}
