package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.network;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.value.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressChoiceTest {
  private static List<String> first(NetworkPlans plan, boolean ipv4) {
    return new AddressChoice(plan.record(), ipv4).stream().limit(5).map(IpAddress::value).toList();
  }

  @Test
  void neitherTheNetworksNorTheGatewaysNorTheBroadcastAddressIsChosen() {
    assertThat(first(network("tiny").subnet("10.9.0.0/29"), true))
        .containsExactly("10.9.0.2", "10.9.0.3", "10.9.0.4", "10.9.0.5", "10.9.0.6");
    assertThat(first(network("tiny").subnet("10.9.0.0/30"), true)).containsExactly("10.9.0.2");
  }

  @Test
  void whatIsReservedOrOutsideTheRangeIsNotChosen() {
    NetworkPlans plan =
        network("front")
            .pool(
                "10.9.0.0/24",
                Optional.of("10.9.0.4/30"),
                Optional.of("10.9.0.5"),
                Map.of("router", IpAddress.of("10.9.0.6")));

    assertThat(first(plan, true)).containsExactly("10.9.0.4", "10.9.0.7");
    AddressChoice choice = new AddressChoice(plan.record(), true);
    assertThat(choice.allows(IpAddress.of("10.9.0.1"))).as("outside the range").isTrue();
    assertThat(choice.allows(IpAddress.of("10.9.0.5"))).as("the gateway").isFalse();
    assertThat(choice.allows(IpAddress.of("10.9.0.6"))).as("reserved").isFalse();
    assertThat(choice.allows(IpAddress.of("10.9.0.255"))).as("broadcast").isFalse();
    assertThat(choice.allows(IpAddress.of("10.8.0.7"))).as("another subnet").isFalse();
  }

  @Test
  void anEndlessSubnetIsNotWrittenOut() {
    assertThat(first(network("six").ipv6().subnet("fd00:1::/64"), false))
        .startsWith("fd00:1::2", "fd00:1::3");
  }

  @Test
  void betweenTwoPodsEveryAddressIsTheirs() {
    assertThat(first(network("pair").driver(NetworkDriver.P2P).subnet("10.9.0.0/30"), true))
        .containsExactly("10.9.0.1", "10.9.0.2");
    assertThat(first(network("pair").driver(NetworkDriver.P2P).subnet("10.9.0.0/31"), true))
        .containsExactly("10.9.0.0", "10.9.0.1");
  }
}
