package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.network;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.Protocol;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The texts; what they are good for is in {@link IsolationTest} and {@link PublishedPortTest}. */
class FirewallRulesTest {
  private static final String TABLE = "jcompose_0000beef";

  private final PortRules ports = new PortRules(TABLE);

  @Test
  void everyRuleIsAboutATableOfOurs() {
    for (NetworkPlans plan :
        List.of(network("a").ipv6(), network("b").internal(), network("c").ipv6Only())) {
      assertThat((new NetworkRules(plan.record(), TABLE).make() + ports.make()).lines())
          .filteredOn(line -> !line.startsWith("#"))
          .allMatch(line -> line.contains(" inet " + TABLE))
          .noneMatch(line -> line.contains("$"));
    }
  }

  @Test
  void whatIsPublishedIsReplacedInOneTransaction() {
    Redirection web = redirection(Optional.empty(), 8080, "10.210.7.2", false);
    Redirection dns = redirection(Optional.of("::5"), 53, "fd00::2", true);

    assertThat(ports.replace(List.of(web), List.of(dns)))
        .isEqualTo(
            """
            add element inet jcompose_0000beef all4 { tcp . 8080 : 10.210.7.2 . 80 }
            delete element inet jcompose_0000beef all4 { tcp . 8080 : 10.210.7.2 . 80 }
            add element inet jcompose_0000beef own6 { ::5 . tcp . 53 : fd00::2 . 80 }
            add element inet jcompose_0000beef masked6 { fd00::2 }
            """);
  }

  @Test
  void whatStaysIsNotTouched() {
    Redirection web = redirection(Optional.empty(), 8080, "10.210.7.2", false);

    assertThat(ports.replace(List.of(web), List.of(web))).doesNotContain("delete");
  }

  private static Redirection redirection(
      Optional<String> host, int port, String to, boolean masked) {
    return new Redirection(
        Protocol.TCP, host.map(IpAddress::of), port, IpAddress.of(to), 80, masked);
  }
}
