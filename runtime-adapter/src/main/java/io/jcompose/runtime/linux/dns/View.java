package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.NetworkName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one pod sees.
 *
 * @param networks whose names it sees; the first that has a name wins
 * @param aliases further names that only this pod knows (links), and the name in its networks that
 *     each stands for; they come before the networks' own
 * @param upstream whom to ask about all other names, in this order; empty for the host's resolvers.
 *     A loopback address is the pod's own, any other is asked from the host
 * @param forwards whether others are asked at all; if not, other names do not exist
 * @param leavesPort53 whether port 53 of the pod is left to a program in it from the beginning;
 *     needs nftables. A port that is taken already is noticed without it
 */
public record View(
    List<NetworkName> networks,
    Map<String, String> aliases,
    List<IpAddress> upstream,
    boolean forwards,
    boolean leavesPort53) {

  public View {
    networks = List.copyOf(networks);
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    upstream = List.copyOf(upstream);
  }

  /** Returns a view of these networks that asks the host's resolvers about all other names. */
  public static View of(NetworkName... networks) {
    return new View(List.of(networks), Map.of(), List.of(), true, false);
  }

  /** Returns this view with these further names. */
  public View withAliases(Map<String, String> changed) {
    return new View(networks, changed, upstream, forwards, leavesPort53);
  }

  /** Returns this view with these servers to ask about all other names. */
  public View withUpstream(List<IpAddress> changed) {
    return new View(networks, aliases, changed, forwards, leavesPort53);
  }

  /** Returns this view with nobody to ask. */
  public View withoutForwarding() {
    return new View(networks, aliases, upstream, false, leavesPort53);
  }

  /** Returns this view with the pod's port 53 left to a program in it. */
  public View leavingPort53() {
    return new View(networks, aliases, upstream, forwards, true);
  }
}
