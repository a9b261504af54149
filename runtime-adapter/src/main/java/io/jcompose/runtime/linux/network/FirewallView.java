package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.PodNetworks.Shortfall;
import java.util.Optional;

/**
 * What the firewall of the calling thread's network namespace says, everybody's tables included.
 * Changes nothing.
 */
public interface FirewallView {

  /** Returns the firewall of this host, through the means that networks are made with. */
  static FirewallView of(Host host) {
    return Firewall.of(host);
  }

  /** Returns why it cannot be used, as a clause, and what to do; empty if it can. */
  Optional<Shortfall> shortfall();

  /** Returns the name of the library, or the path of the program, that speaks to the kernel. */
  String means();

  /**
   * Lists a part of the ruleset.
   *
   * @param what as nft(8) takes it after {@code list}, such as {@code chains}
   * @see <a href="https://manpages.debian.org/bookworm/libnftables1/libnftables-json.5.en.html">
   *     libnftables-json(5)</a>
   */
  Listing list(String what);

  /**
   * A part of the ruleset.
   *
   * @param succeeded whether the kernel told it
   * @param text it as JSON; what went wrong if it did not succeed
   */
  record Listing(boolean succeeded, String text) {}
}
