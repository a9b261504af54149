package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.Link;
import io.jcompose.runtime.linux.netlink.Netlink;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the host passes packets on between its links: needed while there is a pod, and not ours
 * to leave on after the last.
 *
 * <p>The value from before the first pod is kept in the alias of every bridge of ours: the bridges
 * are the reference count, and the record goes where they go: with a reboot, and nowhere when a
 * process is killed, whatever run directory it used. To be used under {@link HostLock}.
 */
final class Forwarding {
  private static final String ON = "1";
  private static final Pattern RECORD = Pattern.compile("jcompose ip_forward=(\\d+)");

  private final Netlink netlink;
  private final Sysctl setting;

  Forwarding(Host host, Netlink netlink) {
    this.netlink = netlink;
    this.setting = Sysctl.of(host, "ipv4/ip_forward");
  }

  /** Switches it on for the sake of a bridge, which must be there. */
  void switchOn(String bridge) {
    List<Link> bridges = bridges();
    String before =
        bridges.stream()
            .flatMap(link -> record(link).stream())
            .findFirst()
            .orElseGet(setting::read);
    for (Link link : bridges) {
      if (link.name().equals(bridge) && record(link).isEmpty()) {
        netlink.setAlias(link.index(), "jcompose ip_forward=" + before);
      }
    }
    if (!setting.read().equals(ON)) {
      setting.write(ON);
    }
  }

  /**
   * Sets it back if no bridge needs it but this one, which is about to go. Comes before removing
   * the bridge: killed in between, the next attempt still finds the record.
   */
  void giveBack(String bridge) {
    List<Link> bridges = bridges();
    boolean others = bridges.stream().anyMatch(link -> !link.name().equals(bridge));
    if (!others) {
      bridges.stream().flatMap(link -> record(link).stream()).forEach(setting::write);
    }
  }

  private List<Link> bridges() {
    return netlink.links().stream()
        .filter(link -> NetworkAllocation.isBridge(link.name()))
        .toList();
  }

  private static Optional<String> record(Link link) {
    return link.alias().map(RECORD::matcher).filter(Matcher::matches).map(match -> match.group(1));
  }
}
