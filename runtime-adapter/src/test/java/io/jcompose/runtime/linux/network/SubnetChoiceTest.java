package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.runtime.linux.network.SubnetChoice.Taken;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubnetChoiceTest {
  private static Taken taken(String subnet) {
    return new Taken(IpSubnet.of(subnet), "network 'blog' of project 'blog' has", false);
  }

  private static Taken routed(String subnet) {
    return new Taken(IpSubnet.of(subnet), "a route of this host leads to", true);
  }

  private static List<Subnet> subnets(NetworkPlans plan, Taken... taken) {
    return plan.record(List.of(taken)).subnets();
  }

  @Test
  void whatIsNotAskedForIsChosenInBothVersions() {
    List<Subnet> chosen = subnets(network("front").ipv6());

    assertThat(chosen).hasSize(2);
    assertThat(IpSubnet.of("10.210.0.0/16").contains(chosen.get(0).subnet())).isTrue();
    assertThat(IpSubnet.of("fd00::/8").contains(chosen.get(1).subnet())).isTrue();
    assertThat(chosen.get(1).subnet().prefix()).isEqualTo(64);
    assertThat(chosen.get(0).gateway()).contains(chosen.get(0).subnet().address(1));
    assertThat(subnets(network("front").ipv6())).isEqualTo(chosen);
  }

  @Test
  void whatIsTakenIsNotChosen() {
    IpSubnet first = subnets(network("front")).get(0).subnet();

    assertThat(subnets(network("front"), taken(first.value())).get(0).subnet()).isNotEqualTo(first);
  }

  @Test
  void whatIsAskedForIsGiven() {
    assertThat(
            subnets(
                network("front")
                    .pool("10.9.0.0/24", Optional.empty(), Optional.of("10.9.0.254"), Map.of())))
        .containsExactly(
            new Subnet(IpSubnet.of("10.9.0.0/24"), Optional.of(IpAddress.of("10.9.0.254"))));
  }

  @Test
  void whatIsAskedForAndTakenIsRefusedAndItIsSaidWhoHasIt() {
    assertThatThrownBy(() -> subnets(network("front").subnet("10.9.0.0/24"), taken("10.9.0.0/16")))
        .hasMessage(
            "cannot make network 'front': its subnet 10.9.0.0/24 overlaps 10.9.0.0/16, which"
                + " network 'blog' of project 'blog' has");
  }

  @Test
  void aWiderRouteGivesWayToWhatIsAskedForAndANarrowerOneDoesNot() {
    assertThat(subnets(network("front").subnet("10.9.0.0/24"), routed("10.0.0.0/8"))).hasSize(1);
    assertThatThrownBy(() -> subnets(network("front").subnet("10.9.0.0/24"), routed("10.9.0.7/32")))
        .hasMessageEndingWith("overlaps 10.9.0.7/32, which a route of this host leads to");
  }

  @Test
  void aGatewayOrARangeOutsideIsRefused() {
    assertThatThrownBy(
            () ->
                subnets(
                    network("front")
                        .pool("10.9.0.0/24", Optional.empty(), Optional.of("10.8.0.1"), Map.of())))
        .hasMessage(
            "cannot make network 'front': its gateway 10.8.0.1 is not in its subnet 10.9.0.0/24");
    assertThatThrownBy(
            () ->
                subnets(
                    network("front")
                        .pool(
                            "10.9.0.0/24", Optional.of("10.8.0.0/26"), Optional.empty(), Map.of())))
        .hasMessageContaining("its range 10.8.0.0");
  }

  @Test
  void whatLeadsNowhereHasNoGateway() {
    assertThat(subnets(network("back").internal()).get(0).gateway()).isEmpty();
    assertThat(subnets(network("pair").driver(NetworkDriver.P2P)).get(0).gateway()).isEmpty();
    assertThat(subnets(network("lan").driver(NetworkDriver.MACVLAN)).get(0).gateway()).isEmpty();
    assertThat(
            subnets(network("lan").driver(NetworkDriver.MACVLAN).option("parent", "eth0"))
                .get(0)
                .gateway())
        .isPresent();
    assertThat(
            subnets(
                    network("lan")
                        .driver(NetworkDriver.IPVLAN)
                        .option("parent", "eth0")
                        .option("ipvlan_mode", "l3"))
                .get(0)
                .gateway())
        .isEmpty();
  }
}
