package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.FirewallView;
import io.jcompose.runtime.linux.network.PodNetworks.Shortfall;
import io.jcompose.scheduler.runtime.Privileged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Privileged
class ForeignTablesTest {
  private static final ProjectName SHOP = new ProjectName("shop");
  private static final String CHAIN =
      """
      {"nftables": [{"chain": {"family": "ip", "table": "filter", "name": "FORWARD",
        "type": "filter", "hook": "forward", "prio": 0, "policy": "%s"}},
        {"chain": {"family": "ip", "table": "filter", "name": "DOCKER-USER"}}]}
      """;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void aTableThatDropsWhatPodsSendIsWarnedOfOnceAsLongAsTheProjectRuns() {
    ForeignTables tables = tables("drop");

    tables.announce(SHOP);
    tables.announce(SHOP);

    assertThat(warnings)
        .containsExactly(
            "chain FORWARD of table ip filter (Docker's) drops what containers send to other"
                + " machines, and what these send to them, over IPv4; run 'iptables -I DOCKER-USER"
                + " -i jc+ -j ACCEPT' and 'iptables -I DOCKER-USER -o jc+ -j ACCEPT'");
    tables.forget(SHOP);
    tables.announce(SHOP);
    assertThat(warnings).hasSize(2);
  }

  @Test
  void aTableThatLetsThemThroughIsNoMatter() {
    tables("accept").announce(SHOP);

    assertThat(warnings).isEmpty();
  }

  private ForeignTables tables(String policy) {
    return new ForeignTables(Host.real(), new OneChain(CHAIN.formatted(policy)), warnings::add);
  }

  /** A firewall that lists one chain with its policy, whatever it is asked for. */
  private record OneChain(String text) implements FirewallView {
    @Override
    public Optional<Shortfall> shortfall() {
      return Optional.empty();
    }

    @Override
    public String means() {
      return "nftables";
    }

    @Override
    public Listing list(String what) {
      return new Listing(true, text);
    }
  }
}
