package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether the kernel passes packets on between containers and other machines. */
final class Forwarding implements Check {
  private static final Question IPV4 = new Question(Topic.NETWORK, "forwarding");
  private static final Question IPV6 = new Question(Topic.NETWORK, "ipv6 forwarding");
  private static final Question REVERSE_PATH = new Question(Topic.NETWORK, "reverse path");
  private static final Question BRIDGES = new Question(Topic.NETWORK, "br_netfilter");
  private static final String IP_FORWARD = "net.ipv4.ip_forward";
  private static final String IP6_FORWARD = "net.ipv6.conf.all.forwarding";
  private static final String FILTER = "net.ipv4.conf.all.rp_filter";
  private static final String FILTER_DEFAULT = "net.ipv4.conf.default.rp_filter";
  private static final List<String> ASKED =
      List.of("net.bridge.bridge-nf-call-iptables", "net.bridge.bridge-nf-call-ip6tables");
  private static final int STRICT = 1;

  private final HostView files;
  private final Predicate<Path> writable;

  Forwarding(HostView files, Predicate<Path> writable) {
    this.files = files;
    this.writable = writable;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(ipv4());
    files.setting(IP6_FORWARD).ifPresent(value -> findings.add(ipv6(value)));
    findings.add(reversePath());
    findings.add(bridges());
    return findings;
  }

  private Finding ipv4() {
    Optional<String> now = files.setting(IP_FORWARD);
    if (now.isEmpty()) {
      return IPV4.warning(
          "there is no setting " + IP_FORWARD, "mount the process file system at /proc");
    }
    boolean root = Caller.of(files).filter(Caller::isRoot).isPresent();
    if (root && !writable.test(files.path(HostView.settingPath(IP_FORWARD)))) {
      // settings of its bridge and of its pods are there too
      return IPV4.missing(
          "/proc/sys is read-only: no project can be given a network",
          "start the container that jcompose runs in with '--privileged', or run"
              + " 'mount -o remount,rw /proc/sys'");
    }
    return IPV4.ok(now.get().equals("1") ? "on" : "off; it is on while a project runs");
  }

  private static Finding ipv6(String now) {
    return IPV6.ok(now.equals("0") ? "off; it is on while a project with IPv6 runs" : "on");
  }

  private Finding reversePath() {
    // of a link's own value, which is the default one unless somebody changed it, and that for all
    // the greater counts
    long counts = Math.max(files.number(FILTER).orElse(0), files.number(FILTER_DEFAULT).orElse(0));
    return counts == STRICT
        ? REVERSE_PATH.note(
            "filtered strictly: with several ways out, answers of containers may be dropped",
            "run 'sysctl -w " + FILTER + "=2' if this host has more than one")
        : REVERSE_PATH.ok(counts == 0 ? "not filtered" : "filtered loosely");
  }

  private Finding bridges() {
    List<String> on =
        ASKED.stream()
            .filter(asked -> files.setting(asked).filter("1"::equals).isPresent())
            .map(asked -> asked + "=0")
            .toList();
    return on.isEmpty()
        ? BRIDGES.ok("does not ask the firewall")
        : BRIDGES.note(
            "loaded: the host's firewall also sees packets between containers of one network",
            "let jcompose's bridges through where a chain drops them, or run 'sysctl -w "
                + String.join(" ", on)
                + "'");
  }
}
