package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.IpSubnet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressPoolTest {

  @Test
  void theSameSeedGetsTheSameSubnet() {
    assertThat(AddressPool.ipv4(7, List.of()))
        .isEqualTo(AddressPool.ipv4(7, List.of()))
        .contains(IpSubnet.of("10.210.7.0/24"));
  }

  @Test
  void theNextFreeOneIsTakenIfTheFirstIsNot() {
    assertThat(AddressPool.ipv4(7, List.of(IpSubnet.of("10.210.7.128/25"))))
        .contains(IpSubnet.of("10.210.8.0/24"));
  }

  @Test
  void theSearchGoesOnAtTheStartOfABlock() {
    assertThat(AddressPool.ipv4(255, List.of(IpSubnet.of("10.210.255.0/24"))))
        .contains(IpSubnet.of("10.210.0.0/24"));
  }

  @Test
  void anotherBlockServesAHostThatRoutesTheFirstElsewhere() {
    assertThat(AddressPool.ipv4(7, List.of(IpSubnet.of("10.0.0.0/8"))))
        .contains(IpSubnet.of("172.30.7.0/24"));
  }

  @Test
  void anySeedIsGood() {
    assertThat(AddressPool.ipv4(Integer.MIN_VALUE, List.of())).isPresent();
    assertThat(AddressPool.ipv4(-1, List.of())).contains(IpSubnet.of("10.210.255.0/24"));
  }

  @Test
  void theEndIsTold() {
    assertThat(
            AddressPool.ipv4(
                7,
                List.of(
                    IpSubnet.of("10.0.0.0/8"),
                    IpSubnet.of("172.16.0.0/12"),
                    IpSubnet.of("192.168.0.0/16"))))
        .isEmpty();
  }
}
