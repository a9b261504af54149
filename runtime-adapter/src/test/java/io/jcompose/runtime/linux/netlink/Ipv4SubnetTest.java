package io.jcompose.runtime.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4SubnetTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "10.210.7.0/24", "192.168.128.0/17", "255.255.255.255/32"})
  void aSubnetIsWrittenAsItIsRead(String text) {
    assertThat(Ipv4Subnet.of(text)).hasToString(text);
  }

  @Test
  void bitsBeyondThePrefixAreCleared() {
    assertThat(Ipv4Subnet.of("10.210.7.9/24")).isEqualTo(Ipv4Subnet.of("10.210.7.0/24"));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,   10.210.7.0/24, true",
    "10.210.7.0/24, 10.0.0.0/8,   true",
    "10.210.7.0/24, 10.210.8.0/24, false",
    "0.0.0.0/0,    192.168.1.1/32, true",
    "10.1.2.3/32,  10.1.2.4/32,  false"
  })
  void subnetsOverlapIfOneHoldsTheOther(String one, String other, boolean overlap) {
    assertThat(Ipv4Subnet.of(one).overlaps(Ipv4Subnet.of(other))).isEqualTo(overlap);
  }

  @Test
  void aSubnetContainsItsOwnAddressesOnly() {
    Ipv4Subnet subnet = Ipv4Subnet.of("10.210.7.0/24");

    assertThat(subnet.contains(subnet.address(2))).isTrue();
    assertThat(subnet.contains(Ipv4Address.of("10.210.8.2"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0/8", "10.0.0.256/8", "10.0.0.0/33", "10.0.0.0/x", "a"})
  void whatIsNoSubnetIsRefused(String text) {
    assertThatThrownBy(() -> Ipv4Subnet.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
