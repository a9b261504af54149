package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether there is IPv6, and which ports may be published and are taken for other ends. */
final class Addresses implements Check {
  private static final Question IPV6 = new Question(Topic.NETWORK, "ipv6");
  private static final Question LOW_PORTS = new Question(Topic.NETWORK, "low ports");
  private static final Question OWN_PORTS = new Question(Topic.NETWORK, "kernel's ports");
  private static final String DISABLED = "net.ipv6.conf.all.disable_ipv6";
  private static final String FIRST_FREE = "net.ipv4.ip_unprivileged_port_start";
  private static final String RANGE = "net.ipv4.ip_local_port_range";
  private static final long USUAL_FIRST_FREE = 1024;
  private static final long HTTP = 80;

  private final HostView files;

  Addresses(HostView files) {
    this.files = files;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(List.of(ipv6(), lowPorts()));
    files.setting(RANGE).map(range -> range.split("\\s+")).ifPresent(r -> findings.add(own(r)));
    return findings;
  }

  private Finding ipv6() {
    if (!files.has("proc/net/if_inet6")) {
      return IPV6.note(
          "the kernel has none: networks and published ports have IPv4 only",
          "boot without 'ipv6.disable=1', or load it with 'modprobe ipv6'");
    }
    Optional<String> disabled = files.setting(DISABLED).filter("1"::equals);
    return disabled.isPresent()
        ? IPV6.note(
            DISABLED + " is 1: ports are published for IPv4 only",
            "run 'sysctl -w " + DISABLED + "=0'")
        : IPV6.ok("on");
  }

  private Finding lowPorts() {
    OptionalLong first = files.number(FIRST_FREE);
    if (Caller.of(files).filter(Caller::isRoot).isPresent()) {
      return LOW_PORTS.ok("root may publish all");
    }
    return first.orElse(USUAL_FIRST_FREE) > HTTP
        ? LOW_PORTS.note(
            "below " + first.orElse(USUAL_FIRST_FREE) + " they are root's to publish",
            "run 'sysctl -w " + FIRST_FREE + "=80' as root to publish port 80 without")
        : LOW_PORTS.ok("from " + first.orElse(0) + " on everybody may publish them");
  }

  /** A published port in this range may be taken by a connection of the host's own. */
  private static Finding own(String[] range) {
    String from = range[0];
    String to = range[range.length - 1];
    return OWN_PORTS.ok(from + " to " + to + " are taken for connections; publish others");
  }
}
