package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import java.util.regex.Pattern;

/**
 * What one project's pod has in the network. Kept with the pod on disk, so that every later process
 * finds the same bridge and table again.
 *
 * @param bridge the bridge on the host: {@code jc} and eight hexadecimal digits
 * @param subnet the addresses behind the bridge
 * @param gateway the bridge's own address
 * @param address the pod's address
 * @param mtu largest packet in bytes, that of the host's way out
 */
public record NetworkAllocation(
    String bridge, IpSubnet subnet, IpAddress gateway, IpAddress address, int mtu) {
  private static final String BRIDGE_PREFIX = "jc";
  private static final Pattern BRIDGE = Pattern.compile(BRIDGE_PREFIX + "[0-9a-f]{8}");

  public NetworkAllocation {
    if (!isBridge(bridge)) {
      throw new IllegalArgumentException("'" + bridge + "' is not the name of a bridge of ours");
    }
  }

  /** Returns whether a link of this name is a bridge that jcompose makes. */
  static boolean isBridge(String link) {
    return BRIDGE.matcher(link).matches();
  }

  /** Returns the name of the bridge with these eight hexadecimal digits. */
  static String bridge(String digits) {
    return BRIDGE_PREFIX + digits;
  }

  /** Returns the name of the host's end of the cable that leads into the pod. */
  String cable() {
    return "jv" + digits();
  }

  /** Returns the name of the project's table in the host's firewall. */
  String table() {
    return "jcompose_" + digits();
  }

  private String digits() {
    return bridge.substring(BRIDGE_PREFIX.length());
  }
}
