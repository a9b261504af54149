package io.jcompose.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacAddressTest {
  @ParameterizedTest
  @CsvSource({"02:42:ac:11:00:0f", "02-42-AC-11-00-0F", "02:42:AC:11:00:0f"})
  void anAddressHasOneText(String written) {
    assertThat(new MacAddress(written)).hasToString("02:42:ac:11:00:0f");
  }

  @ParameterizedTest
  @CsvSource({"02:42:ac:11:00", "02:42:ac:11:00:0g", "02:42:ac-11-00:0f", "0242ac11000f", "''"})
  void whatIsNoAddressIsRefused(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MacAddress(written))
        .withMessage("'" + written + "' is not a MAC address");
  }

  @Test
  void anAddressIsItsBytes() {
    byte[] bytes = {2, 0x42, (byte) 0xac, 0x11, 0, (byte) 0xff};

    assertThat(MacAddress.of(bytes)).hasToString("02:42:ac:11:00:ff");
    assertThat(MacAddress.of(bytes).bytes()).isEqualTo(bytes);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MacAddress.of(new byte[8]))
        .withMessage("no MAC address has 8 bytes");
  }
}
