package io.jcompose.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.linux.network.FirewallView;
import io.jcompose.runtime.linux.network.PodNetworks.Shortfall;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NftablesSupportTest {
  private static final String DOCKERS_FORWARD =
      """
      {"chain": {"family": "ip", "table": "filter", "name": "FORWARD", "handle": 6, "type": "filter",
        "hook": "forward", "prio": 0, "policy": "drop"}}
      """;
  private static final String FROM_OURS = rule("DOCKER-USER", "iifname", "\"jc*\"");
  private static final String TO_OURS = rule("DOCKER-USER", "oifname", "\"jc*\"");

  @TempDir Path root;
  private HostUnderTest host;
  private final FakeFirewall firewall = new FakeFirewall();

  @BeforeEach
  void aHostThatHasEverything() {
    host = new HostUnderTest(root).firewall(firewall);
  }

  private static String baseChain(String family, String table, String name, String policy) {
    return """
        {"chain": {"family": "%s", "table": "%s", "name": "%s", "handle": 1, "type": "filter",
          "hook": "forward", "prio": 0, "policy": "%s"}}
        """
        .formatted(family, table, name, policy);
  }

  private static String chain(String family, String table, String name) {
    return """
        {"chain": {"family": "%s", "table": "%s", "name": "%s", "handle": 7}}
        """
        .formatted(family, table, name);
  }

  /** A rule as {@code iptables -I CHAIN -i LINK -j ACCEPT} makes it. */
  private static String rule(String chain, String key, String link) {
    return """
        {"rule": {"family": "ip", "table": "filter", "chain": "%s", "handle": 5, "expr": [
          {"match": {"op": "==", "left": {"meta": {"key": "%s"}}, "right": %s}},
          {"counter": {"packets": 0, "bytes": 0}}, {"accept": null}]}}
        """
        .formatted(chain, key, link);
  }

  @Test
  void dockersPolicyIsAWarningWithWhatLetsOurBridgesThrough() {
    firewall.lists("chains", DOCKERS_FORWARD, chain("ip", "filter", "DOCKER-USER"));

    assertThat(host.said("other tables"))
        .isEqualTo(
            """
            warning: chain FORWARD of table ip filter (Docker's) drops what containers send to other machines, and what these send to them, over IPv4
              hint: run 'iptables -I DOCKER-USER -i jc+ -j ACCEPT' and 'iptables -I DOCKER-USER -o jc+ -j ACCEPT'
            """);
  }

  @Test
  void dockersPolicyIsNoMatterOnceOurBridgesAreLetThrough() {
    firewall
        .lists("chains", DOCKERS_FORWARD, chain("ip", "filter", "DOCKER-USER"))
        .lists("table ip filter", DOCKERS_FORWARD, FROM_OURS, TO_OURS);

    assertThat(host.said("other tables")).isEqualTo("ok: none drops what containers send\n");
  }

  @Test
  void oneDirectionAloneDoesNotHelp() {
    firewall
        .lists("chains", DOCKERS_FORWARD, chain("ip", "filter", "DOCKER-USER"))
        .lists("table ip filter", DOCKERS_FORWARD, FROM_OURS);

    assertThat(host.said("other tables")).startsWith("warning: ");
  }

  @Test
  void aRuleThatAsksForMoreDoesNotHelp() {
    String dns =
        TO_OURS.replace(
            "{\"counter\"",
            "{\"match\": {\"op\": \"==\", \"left\": {\"payload\": {\"protocol\": \"udp\","
                + " \"field\": \"dport\"}}, \"right\": 53}}, {\"counter\"");
    firewall
        .lists("chains", DOCKERS_FORWARD, chain("ip", "filter", "DOCKER-USER"))
        .lists("table ip filter", FROM_OURS, dns);

    assertThat(host.said("other tables")).startsWith("warning: ");
  }

  @Test
  void ufwsPolicyIsAWarningWithItsOwnCommand() {
    firewall.lists(
        "chains",
        baseChain("ip", "filter", "FORWARD", "drop"),
        chain("ip", "filter", "ufw-user-forward"));

    assertThat(host.said("other tables"))
        .isEqualTo(
            """
            warning: chain FORWARD of table ip filter (ufw's) drops what containers send to other machines, and what these send to them, over IPv4
              hint: run 'ufw route allow in on jc+' and 'ufw route allow out on jc+'
            """);
  }

  @Test
  void aPolicyOfIptablesIsAWarningWithItsCommand() {
    firewall.lists("chains", baseChain("ip", "filter", "FORWARD", "drop"));

    assertThat(host.said("other tables"))
        .isEqualTo(
            """
            warning: chain FORWARD of table ip filter drops what containers send to other machines, and what these send to them, over IPv4
              hint: run 'iptables -I FORWARD -i jc+ -j ACCEPT' and 'iptables -I FORWARD -o jc+ -j ACCEPT'
            """);
  }

  @Test
  void aPolicyOfSomebodysOwnTableIsAWarningWithTheCommandForIt() {
    firewall.lists("chains", baseChain("inet", "mine", "forwarded", "drop"));

    assertThat(host.said("other tables"))
        .isEqualTo(
            """
            warning: chain forwarded of table inet mine drops what containers send to other machines, and what these send to them
              hint: run 'nft insert rule inet mine forwarded iifname "jc*" accept' and 'nft insert rule inet mine forwarded oifname "jc*" accept'
            """);
  }

  @Test
  void aPolicyForIpv6IsANote() {
    firewall.lists("chains", baseChain("ip6", "filter", "FORWARD", "drop"));

    assertThat(host.said("other tables"))
        .isEqualTo(
            """
            note: chain FORWARD of table ip6 filter drops what containers send to other machines, and what these send to them, over IPv6
              hint: run 'ip6tables -I FORWARD -i jc+ -j ACCEPT' and 'ip6tables -I FORWARD -o jc+ -j ACCEPT'
            """);
  }

  @Test
  void eachTableThatDropsIsTold() {
    firewall.lists(
        "chains",
        baseChain("inet", "mine", "forwarded", "drop"),
        DOCKERS_FORWARD,
        chain("ip", "filter", "DOCKER-USER"));

    assertThat(host.said("other tables").lines().filter(line -> line.startsWith("warning")))
        .hasSize(2);
  }

  @Test
  void tablesThatDropNothingAndOurOwnAreFine() {
    firewall.lists(
        "chains",
        baseChain("ip", "jcompose_0123abcd", "forward", "drop"),
        baseChain("ip", "filter", "FORWARD", "accept"),
        baseChain("bridge", "filter", "FORWARD", "drop"),
        chain("ip", "filter", "DOCKER-USER"));

    assertThat(host.said("other tables")).isEqualTo("ok: none drops what containers send\n");
  }

  @Test
  void tablesOfTheOlderIptablesAreNoted() {
    host.file("proc/net/ip_tables_names", "nat\nfilter");

    assertThat(host.said("other tables"))
        .isEqualTo(
            """
            note: iptables-legacy has rules that nftables does not list
              hint: see with 'iptables-legacy -S FORWARD' whether its policy is DROP; if so, run 'iptables-legacy -I FORWARD -i jc+ -j ACCEPT' and 'iptables-legacy -I FORWARD -o jc+ -j ACCEPT'
            """);
    host.file("proc/net/ip6_tables_names", "filter");
    assertThat(host.said("other tables"))
        .endsWith(
            """
            note: ip6tables-legacy has rules that nftables does not list
              hint: see with 'ip6tables-legacy -S FORWARD' whether its policy is DROP; if so, run 'ip6tables-legacy -I FORWARD -i jc+ -j ACCEPT' and 'ip6tables-legacy -I FORWARD -o jc+ -j ACCEPT'
            """);
  }

  @Test
  void aKernelThatRefusesIsAWarning() {
    firewall.refuses("Error: Could not process rule: Operation not supported\nlist chains\n^^^^^");

    assertThat(host.said("nftables"))
        .isEqualTo(
            """
            warning: the kernel refuses libnftables.so.1: Error: Could not process rule: Operation not supported
              hint: run 'modprobe nf_tables', or use a kernel built with CONFIG_NF_TABLES
            """);
    assertThat(host.said("other tables")).isEmpty();
  }

  @Test
  void anOrdinaryUserIsToldThatOnlyRootSeesTheRules() {
    firewall.refuses("Operation not permitted");

    assertThat(host.ordinaryUser().said("nftables")).isEqualTo("ok: libnftables.so.1\n");
    assertThat(host.said("other tables"))
        .isEqualTo(
            """
            note: only root may see whether they drop what containers send
              hint: run 'sudo jcompose doctor'
            """);
  }

  @Test
  void aHostWithoutNftablesIsToldWhatNetworksLackThen() {
    host.firewall(
        new FirewallView() {
          @Override
          public Optional<Shortfall> shortfall() {
            return Optional.of(new Shortfall("nftables is away", "install the package"));
          }

          @Override
          public String means() {
            return "nothing";
          }

          @Override
          public Listing list(String what) {
            return new Listing(false, "");
          }
        });

    assertThat(host.said("nftables"))
        .isEqualTo(
            """
            note: nftables is away: networks are not kept apart, and containers reach other machines by /usr/bin/pasta
              hint: install the package
            """);
    host.without("usr/bin/pasta");
    assertThat(host.said("nftables"))
        .isEqualTo(
            """
            warning: containers cannot reach other machines: nftables is away, and neither pasta nor slirp4netns is there instead
              hint: install the package; else install the package passt or slirp4netns
            """);
  }
}
