package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a network's {@code driver_opts:} mean, under the names that Docker gave them. */
record NetworkOptions(NetworkPlan plan) {
  private static final String BRIDGE_NAME = "com.docker.network.bridge.name";
  private static final String MASQUERADE = "com.docker.network.bridge.enable_ip_masquerade";
  private static final String ICC = "com.docker.network.bridge.enable_icc";
  private static final String MTU = "com.docker.network.driver.mtu";
  private static final String PREFIX = "com.docker.network.container_iface_prefix";
  private static final String PARENT = "parent";
  private static final String MACVLAN_MODE = "macvlan_mode";
  private static final String IPVLAN_MODE = "ipvlan_mode";
  private static final String IPVLAN_FLAG = "ipvlan_flag";
  private static final Map<NetworkDriver, Set<String>> KNOWN =
      Map.of(
          NetworkDriver.BRIDGE, Set.of(BRIDGE_NAME, MASQUERADE, ICC, MTU, PREFIX),
          NetworkDriver.MACVLAN, Set.of(PARENT, MACVLAN_MODE, MTU, PREFIX),
          NetworkDriver.IPVLAN, Set.of(PARENT, IPVLAN_MODE, IPVLAN_FLAG, MTU, PREFIX),
          NetworkDriver.P2P, Set.of(MTU, PREFIX));
  private static final Pattern LINK = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,14}");
  private static final Set<String> YES = Set.of("true", "1", "t");
  private static final Set<String> NO = Set.of("false", "0", "f");
  private static final int LEAST_MTU = 68; // RFC 791
  private static final int MOST_MTU = 65_535;

  /**
   * Returns the options that nobody here knows, after a look at all others.
   *
   * @throws RuntimeFailure if a known one has a value that means nothing
   */
  List<String> unknown() {
    bridgeName();
    masquerade();
    talk();
    mtu();
    interfacePrefix();
    parent();
    macvlanMode();
    ipvlanMode();
    ipvlanFlag();
    Set<String> known = KNOWN.getOrDefault(plan.driver(), Set.of());
    return plan.options().keySet().stream().filter(option -> !known.contains(option)).toList();
  }

  /** Returns the bridge's name, if it is asked for. */
  Optional<String> bridgeName() {
    return link(BRIDGE_NAME);
  }

  /** Returns whether what leaves the network carries the host's address. */
  boolean masquerade() {
    return flag(MASQUERADE);
  }

  /** Returns whether the network's pods reach each other other than by published ports. */
  boolean talk() {
    return flag(ICC);
  }

  /** Returns the largest packet, if it is asked for. */
  Optional<Integer> mtu() {
    return option(MTU)
        .map(
            text -> {
              if (text.matches("[0-9]{1,5}")) {
                int mtu = Integer.parseInt(text);
                if (mtu >= LEAST_MTU && mtu <= MOST_MTU) {
                  return mtu;
                }
              }
              throw refused(MTU, text, "a number from " + LEAST_MTU + " to " + MOST_MTU);
            });
  }

  /** Returns what the names of links in pods begin with. */
  String interfacePrefix() {
    return link(PREFIX).orElse("eth");
  }

  /** Returns the link of the host to hang on, if there is one. */
  Optional<String> parent() {
    return link(PARENT);
  }

  /** Returns how pods on one parent see each other. */
  String macvlanMode() {
    return oneOf(MACVLAN_MODE, List.of("bridge", "vepa", "private", "passthru"));
  }

  /** Returns on which layer the parent passes packets on. */
  String ipvlanMode() {
    return oneOf(IPVLAN_MODE, List.of("l2", "l3", "l3s"));
  }

  /** Returns how pods on one parent see each other. */
  String ipvlanFlag() {
    return oneOf(IPVLAN_FLAG, List.of("bridge", "private", "vepa"));
  }

  /** Returns whether pods send what is for others to an address, not just into their link. */
  boolean hasGateway() {
    return plan.driver() != NetworkDriver.IPVLAN || ipvlanMode().equals("l2");
  }

  private Optional<String> option(String name) {
    return Optional.ofNullable(plan.options().get(name)).filter(text -> !text.isEmpty());
  }

  private boolean flag(String name) {
    String text = option(name).orElse("true").toLowerCase(Locale.ROOT);
    if (YES.contains(text)) {
      return true;
    }
    if (NO.contains(text)) {
      return false;
    }
    throw refused(name, text, "'true' or 'false'");
  }

  private Optional<String> link(String name) {
    return option(name)
        .map(
            text -> {
              if (LINK.matcher(text).matches()) {
                return text;
              }
              throw refused(name, text, "the name of a link: at most 15 letters and digits");
            });
  }

  /** The first is meant where nothing is said. */
  private String oneOf(String name, List<String> values) {
    String text = option(name).orElse(values.get(0));
    if (values.contains(text)) {
      return text;
    }
    throw refused(name, text, "one of " + String.join(", ", values));
  }

  private RuntimeFailure refused(String name, String text, String wanted) {
    return new RuntimeFailure(
        "cannot make network '"
            + plan.name()
            + "': the driver option "
            + name
            + " is '"
            + text
            + "', not "
            + wanted,
        "change the option below 'driver_opts' of the network");
  }
}
