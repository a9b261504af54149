package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.runtime.linux.network.PodNetworks.Shortfall;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A pod's way out where the host has no nftables: a program on the host takes the pod's packets
 * from an interface in the pod, and sends on what is in them as its own.
 *
 * @param command the program's path and its arguments; it runs in the host's network namespace
 * @param ipv4 the interface's place; empty if the pod needs none out by this version of IP
 * @param ipv6 likewise
 */
public record Uplink(List<String> command, Optional<Place> ipv4, Optional<Place> ipv6) {
  /** The names of the programs, the better one first. */
  public static final List<String> PROGRAMS = UplinkProgram.names();

  /** The interface in the pod, made by the program and gone with it. */
  static final String INTERFACE = "jcout";

  /** What both programs take; nothing on the way is smaller but what they send themselves. */
  static final int MTU = 65_520;

  public Uplink {
    command = List.copyOf(command);
  }

  /**
   * Addresses between pod and program, which nobody else sees.
   *
   * @param gateway where the program answers
   * @param own the pod's
   */
  public record Place(IpSubnet subnet, IpAddress gateway, IpAddress own) {
    private static final int GATEWAY = 2; // where slirp4netns has it
    private static final int OWN = 100;

    static Place in(IpSubnet subnet) {
      return new Place(subnet, subnet.address(GATEWAY), subnet.address(OWN));
    }
  }

  /** Returns the program's name. */
  public String program() {
    return String.valueOf(Path.of(command.get(0)).getFileName());
  }

  /** Returns what to say of networks that have no way out, for want of both means. */
  static Shortfall missing(List<String> networks, Shortfall firewall) {
    return new Shortfall(
        (networks.size() == 1 ? "network " : "networks ")
            + String.join(", ", networks)
            + (networks.size() == 1 ? " has" : " have")
            + " no way out: "
            + whyMissing(firewall),
        hint(firewall));
  }

  /** Returns why pods of this host have no way out, as a clause. */
  public static String whyMissing(Shortfall firewall) {
    return firewall.what() + ", and neither pasta nor slirp4netns is there instead";
  }

  /** Returns what to do about it. */
  public static String hint(Shortfall firewall) {
    return firewall.hint() + "; else install the package passt or slirp4netns";
  }

  Optional<Place> place(boolean forIpv4) {
    return forIpv4 ? ipv4 : ipv6;
  }
}
