package io.jcompose.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpSubnetTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
    "::, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "fe80:0:0:1:0:0:1:0, fe80::1:0:0:1:0",
    "1:0:0:2:0:0:3:4, 1::2:0:0:3:4",
    "1:2:3:4:5:6:0:8, 1:2:3:4:5:6:0:8",
    "::ffff:10.0.0.1, 10.0.0.1",
  })
  void anAddressHasOneText(String written, String usual) {
    assertThat(IpAddress.of(written)).hasToString(usual);
    assertThat(IpAddress.of(IpAddress.of(written).bytes())).hasToString(usual);
  }

  @ParameterizedTest
  @CsvSource({"10.0.0", "10.0.0.256", "localhost", "fe80::1%eth0", "[::1]", "''", "1::2::3"})
  void whatIsNoAddressIsRefused(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpAddress.of(written))
        .withMessage("'" + written + "' is not an IP address");
  }

  @ParameterizedTest
  @CsvSource({
    "10.5.7.9/16, 10.5.0.0/16, 10.5.255.255",
    "10.5.7.9/32, 10.5.7.9/32, 10.5.7.9",
    "0.0.0.0/0, 0.0.0.0/0, 255.255.255.255",
    "fd00:1:2:3::9/64, fd00:1:2:3::/64, fd00:1:2:3:ffff:ffff:ffff:ffff",
  })
  void aSubnetReachesFromItsLowestToItsHighestAddress(String text, String usual, String last) {
    assertThat(IpSubnet.of(text)).hasToString(usual);
    assertThat(IpSubnet.of(text).last()).hasToString(last);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.0|'10.0.0.0' lacks a prefix length, such as '/24'",
        "10.0.0/8|'10.0.0' is not an IP address",
        "10.0.0.0/x|'10.0.0.0/x' has no number as its prefix length",
        "10.0.0.0/33|prefix length 33 of '10.0.0.0/33' is not between 0 and 32",
        "fd00::/129|prefix length 129 of 'fd00::/129' is not between 0 and 128",
      },
      quoteCharacter = '"')
  void whatIsNoSubnetIsRefused(String written, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpSubnet.of(written))
        .withMessage(message);
  }

  @Test
  void subnetsOverlapIfOneHoldsTheOther() {
    IpSubnet wide = IpSubnet.of("10.0.0.0/8");
    IpSubnet narrow = IpSubnet.of("10.210.3.0/24");

    assertThat(wide.overlaps(narrow)).isTrue();
    assertThat(narrow.overlaps(wide)).isTrue();
    assertThat(narrow.overlaps(IpSubnet.of("10.210.4.0/24"))).isFalse();
    assertThat(IpSubnet.of("::/0").overlaps(wide)).isFalse();
    assertThat(wide.contains(narrow)).isTrue();
    assertThat(narrow.contains(wide)).isFalse();
  }

  @Test
  void addressesAreCountedAndOrderedAsNumbers() {
    assertThat(IpSubnet.of("10.0.0.0/24").address(256)).hasToString("10.0.1.0");
    assertThat(IpAddress.of("fd00::ffff").plus(1)).hasToString("fd00::1:0");
    assertThat(IpAddress.of("9.0.0.0")).isLessThan(IpAddress.of("10.0.0.0"));
    assertThat(IpAddress.of("200.0.0.0")).isLessThan(IpAddress.of("::"));
    assertThatIllegalArgumentException().isThrownBy(() -> IpAddress.of("255.255.255.255").plus(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.0     | "'10.0.0.0' lacks a prefix length, such as '/24'"
          10.0.0.0/33  | "prefix length 33 of '10.0.0.0/33' is not between 0 and 32"
          10.0.0.0/x   | "'10.0.0.0/x' has no number as its prefix length"
          10.0.0/8     | "'10.0.0' is not an IP address"
          """,
      quoteCharacter = '"')
  void whatIsNoSubnetIsRefusedWithTheReason(String text, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> IpSubnet.of(text)).withMessage(message);
  }
}
