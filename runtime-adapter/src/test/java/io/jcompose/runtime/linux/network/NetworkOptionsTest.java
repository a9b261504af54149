package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.plan.NetworkDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkOptionsTest {
  @Test
  void whereNothingIsSaidItIsAsDockerHasIt() {
    NetworkOptions options = new NetworkOptions(network("front").plan());

    assertThat(options.masquerade()).isTrue();
    assertThat(options.talk()).isTrue();
    assertThat(options.interfacePrefix()).isEqualTo("eth");
    assertThat(options.macvlanMode()).isEqualTo("bridge");
    assertThat(options.ipvlanMode()).isEqualTo("l2");
    assertThat(options.ipvlanFlag()).isEqualTo("bridge");
    assertThat(options.unknown()).isEmpty();
  }

  @Test
  void whatNobodyKnowsIsTold() {
    assertThat(
            new NetworkOptions(
                    network("front")
                        .option("macvlan_mode", "bridge")
                        .option("colour", "red")
                        .plan())
                .unknown())
        .containsExactly("macvlan_mode", "colour");
  }

  @ParameterizedTest
  @CsvSource({
    "com.docker.network.bridge.name, a/b",
    "com.docker.network.bridge.name, much-too-long-a-name",
    "com.docker.network.bridge.enable_icc, maybe",
    "com.docker.network.driver.mtu, large",
    "com.docker.network.driver.mtu, 67",
    "parent, eth0; drop",
    "macvlan_mode, round",
    "ipvlan_mode, l4",
    "ipvlan_flag, white"
  })
  void whatMeansNothingIsRefused(String option, String value) {
    NetworkOptions options =
        new NetworkOptions(
            network("front").driver(NetworkDriver.IPVLAN).option(option, value).plan());

    assertThatThrownBy(options::unknown)
        .hasMessageStartingWith(
            "cannot make network 'front': the driver option "
                + option
                + " is '"
                + value
                + "', not ");
  }
}
