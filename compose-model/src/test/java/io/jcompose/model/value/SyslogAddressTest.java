package io.jcompose.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogAddressTest {
  @ParameterizedTest
  @CsvSource({
    "udp://logs.example, udp://logs.example:514",
    "udp://192.0.2.1:1514, udp://192.0.2.1:1514",
    "tcp://[2001:db8::1]:601, tcp://[2001:db8::1]:601",
    "unix:///run/log, unix:///run/log",
    "unixgram:///dev/log, unixgram:///dev/log",
  })
  void addressesAreReadAsTheyAreWritten(String text, String address) {
    assertThat(SyslogAddress.parse(text)).hasToString(address);
  }
}
