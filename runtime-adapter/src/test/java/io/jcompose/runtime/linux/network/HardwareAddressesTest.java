package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "10.210.0.2,    02:6a:0a:d2:00:02",
    "192.168.255.2, 02:6a:c0:a8:ff:02",
    "fd00::1:203,   02:6a:00:01:02:03"
  })
  void aHardwareAddressEndsAsTheIpAddressDoes(String address, String hardwareAddress) {
    assertThat(HardwareAddresses.of(IpAddress.of(address))).hasToString(hardwareAddress);
  }
}
