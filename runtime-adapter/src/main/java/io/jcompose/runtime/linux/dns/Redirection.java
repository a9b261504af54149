package io.jcompose.runtime.linux.dns;

import io.jcompose.runtime.linux.network.Firewall;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leads a pod's questions past its port 53, by a table of its own in the pod's firewall. Acts on
 * the network namespace of the calling thread.
 */
final class Redirection {
  static final int PORT = 53;
  private static final byte[] ADDRESS = {127, 0, 0, 11};
  private static final String TABLE = "jcompose-names";

  private final Supplier<Firewall> opener;
  private @Nullable Firewall firewall;

  /** Opens the firewall when it is first used. */
  Redirection(Supplier<Firewall> opener) {
    this.opener = opener;
  }

  /** Returns the address that containers ask: 127.0.0.11, as with docker. */
  static byte[] address() {
    return ADDRESS.clone();
  }

  /** The host or its kernel lacks what it takes. */
  static final class NotPossible extends RuntimeFailure {
    private static final long serialVersionUID = 1;

    NotPossible(String message, String hint) {
      super(message, hint);
    }
  }

  /**
   * Leads questions to these ports, and nowhere else any more. The kernel gives the answers port 53
   * as their sender.
   *
   * @throws NotPossible if the host has no nftables, or the kernel refuses
   */
  void begin(int udp, int tcp) {
    firewall()
        .shortfall()
        .ifPresent(
            shortfall -> {
              throw new NotPossible(shortfall.what(), shortfall.hint());
            });
    try {
      firewall().run(rules(udp, tcp));
    } catch (RuntimeFailure e) {
      throw new NotPossible("it refuses to be changed: " + e.getMessage(), e.hint());
    }
  }

  private static String rules(int udp, int tcp) {
    return """
        add table inet $table
        delete table inet $table
        add table inet $table
        add chain inet $table output { type nat hook output priority -100; policy accept; }
        add rule inet $table output ip daddr 127.0.0.11 udp dport 53 dnat ip to 127.0.0.11:$udp
        add rule inet $table output ip daddr 127.0.0.11 tcp dport 53 dnat ip to 127.0.0.11:$tcp
        """
        .replace("$table", TABLE)
        .replace("$udp", Integer.toString(udp))
        .replace("$tcp", Integer.toString(tcp));
  }

  /** Ends it, if it was begun by whomever. */
  void end() {
    if (firewall().tables().contains(TABLE)) {
      firewall().run("delete table inet " + TABLE + "\n");
    }
  }

  private synchronized Firewall firewall() {
    if (firewall == null) {
      firewall = opener.get();
    }
    return firewall;
  }
}
