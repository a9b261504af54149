package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import io.jcompose.runtime.linux.network.FirewallView;
import io.jcompose.runtime.linux.network.FirewallView.Listing;
import io.jcompose.runtime.linux.network.PodNetworks.Shortfall;
import io.jcompose.runtime.linux.network.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether nftables works, and whether somebody's chain drops what is passed on between containers
 * and other machines. A packet must be accepted by every chain of the hook: our own table cannot
 * overrule another one.
 */
final class NftablesSupport implements Check {
  private static final Question NFTABLES = new Question(Topic.NETWORK, "nftables");
  private static final Question FORWARDING = new Question(Topic.NETWORK, "other tables");

  private final HostView files;
  private final FirewallView firewall;

  NftablesSupport(HostView files, FirewallView firewall) {
    this.files = files;
    this.firewall = firewall;
  }

  @Override
  public List<Finding> findings() {
    Optional<Shortfall> shortfall = firewall.shortfall();
    if (shortfall.isPresent()) {
      return List.of(without(shortfall.get()));
    }
    if (Caller.of(files).filter(Caller::isRoot).isEmpty()) {
      return List.of(
          NFTABLES.ok(firewall.means()),
          FORWARDING.note(
              "only root may see whether they drop what containers send",
              "run 'sudo jcompose doctor'"));
    }
    Listing chains = firewall.list("chains");
    if (!chains.succeeded()) {
      return List.of(
          NFTABLES.warning(
              "the kernel refuses " + firewall.means() + ": " + firstLine(chains.text()),
              "run 'modprobe nf_tables', or use a kernel built with CONFIG_NF_TABLES"));
    }
    List<Finding> findings = new ArrayList<>(List.of(NFTABLES.ok(firewall.means())));
    findings.addAll(others(Ruleset.parse(chains.text())));
    return findings;
  }

  private Finding without(Shortfall shortfall) {
    return files
        .program(Uplink.PROGRAMS.toArray(String[]::new))
        .map(
            program ->
                NFTABLES.note(
                    shortfall.what()
                        + ": networks are not kept apart, and containers reach other machines by "
                        + files.shown(program),
                    shortfall.hint()))
        .orElseGet(
            () ->
                NFTABLES.warning(
                    "containers cannot reach other machines: " + Uplink.whyMissing(shortfall),
                    Uplink.hint(shortfall)));
  }

  private List<Finding> others(Ruleset chains) {
    List<Finding> findings =
        new ArrayList<>(
            chains.droppingForwarded().stream()
                .filter(drop -> !letsOursThrough(drop))
                .map(drop -> finding(drop, chains))
                .toList());
    legacy("ip_tables_names", "iptables-legacy").ifPresent(findings::add);
    legacy("ip6_tables_names", "ip6tables-legacy").ifPresent(findings::add);
    return findings.isEmpty()
        ? List.of(FORWARDING.ok("none drops what containers send"))
        : findings;
  }

  /** Whether the older iptables, or its sister for IPv6, has rules. */
  private Optional<Finding> legacy(String tables, String program) {
    if (!files.lines("proc/net/" + tables).contains("filter")) {
      return Optional.empty();
    }
    return Optional.of(
        FORWARDING.note(
            program + " has rules that nftables does not list",
            "see with '"
                + program
                + " -S FORWARD' whether its policy is DROP; if so, run"
                + both(program + " -I FORWARD", "-i", "-o", "jc+ -j ACCEPT")));
  }

  private boolean letsOursThrough(Ruleset.Chain drop) {
    Listing table = firewall.list("table " + drop.family() + " " + drop.table());
    return table.succeeded() && Ruleset.parse(table.text()).acceptsLinks("jc*");
  }

  private static Finding finding(Ruleset.Chain drop, Ruleset chains) {
    String found =
        "chain "
            + drop.name()
            + " of table "
            + drop.family()
            + " "
            + drop.table()
            + owner(drop, chains)
            + " drops what containers send to other machines, and what these send to them"
            + over(drop);
    String hint = "run" + remedy(drop, chains);
    return drop.isIpv6Only()
        ? FORWARDING.note(found, hint) // of most networks none is IPv6
        : FORWARDING.warning(found, hint);
  }

  private static String over(Ruleset.Chain drop) {
    if (drop.isIpv6Only()) {
      return ", over IPv6";
    }
    return drop.isIpv4Only() ? ", over IPv4" : "";
  }

  private static String owner(Ruleset.Chain drop, Ruleset chains) {
    if (isDockers(drop, chains)) {
      return " (Docker's)";
    }
    return isUfws(drop, chains) ? " (ufw's)" : "";
  }

  private static boolean isDockers(Ruleset.Chain drop, Ruleset chains) {
    return chains.hasChain(drop, name -> name.equals("DOCKER-USER"));
  }

  private static boolean isUfws(Ruleset.Chain drop, Ruleset chains) {
    return chains.hasChain(drop, name -> name.matches("ufw6?-.*"));
  }

  private static String remedy(Ruleset.Chain drop, Ruleset chains) {
    String iptables = drop.isIpv6Only() ? "ip6tables" : "iptables";
    if (isDockers(drop, chains)) {
      return both(iptables + " -I DOCKER-USER", "-i", "-o", "jc+ -j ACCEPT");
    }
    if (isUfws(drop, chains)) {
      return both("ufw route allow", "in on", "out on", "jc+");
    }
    if (drop.isIptables()) {
      return both(iptables + " -I FORWARD", "-i", "-o", "jc+ -j ACCEPT");
    }
    return both(
        "nft insert rule " + drop.family() + " " + drop.table() + " " + drop.name(),
        "iifname",
        "oifname",
        "\"jc*\" accept");
  }

  private static String both(String command, String in, String out, String rest) {
    return " '"
        + String.join(" ", command, in, rest)
        + "' and '"
        + String.join(" ", command, out, rest)
        + "'";
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("it gives no reason");
  }
}
