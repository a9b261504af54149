package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirewallRulesTest {
  private final FirewallRules rules = new FirewallRules(Allocations.ONE);

  @Test
  void publicationsReplaceEachOtherInOneTransaction() {
    assertThat(
            rules.publish(
                List.of(
                    publication("0.0.0.0", 8080, Protocol.TCP),
                    publication("127.0.0.1", 5353, Protocol.UDP),
                    publication("::1", 8081, Protocol.TCP))))
        .isEqualTo(
            """
            flush chain ip jcompose_0000beef published
            add rule ip jcompose_0000beef published tcp dport 8080 dnat to 10.210.7.2:80
            add rule ip jcompose_0000beef published ip daddr 127.0.0.1 udp dport 5353 dnat to 10.210.7.2:80
            """);
  }

  @Test
  void everyRuleIsAboutTheProjectsOwnTable() {
    assertThat(rules.wayOut().lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.contains(" ip jcompose_0000beef"))
        .noneMatch(line -> line.contains("$"));
  }

  @Test
  void aNameIsNoHostAddress() {
    assertThatThrownBy(() -> rules.publish(List.of(publication("localhost", 1, Protocol.TCP))))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage("cannot publish a port on 'localhost': it is not an IP address");
  }

  private static Publication publication(String address, int port, Protocol protocol) {
    return new Publication(new ServiceName("web"), address, port, new Port(80, protocol));
  }
}
