package io.jcompose.model.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "250m, 0.250",
    "64Mi, 67108864",
    "1e3, 1000",
    "1E3, 1000",
    "0.5, 0.5",
    ".5, 0.5",
    "1., 1",
    "2k, 2000",
    "1Ki, 1024",
    "1.5Gi, 1610612736",
    "100u, 0.000100",
    "-1, -1",
    "1E, 1000000000000000000",
    "1e-2, 0.01"
  })
  void anAmountIsWhatItSays(String written, String value) {
    assertThat(Quantity.parse(written).orElseThrow().value()).isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "m", "1K", "64mi", "1 Mi", "1e1000000000", "0x10", "1.2.3", "Infinity"})
  void whatIsNoAmountIsRefused(String written) {
    assertThat(Quantity.parse(written)).isEmpty();
  }
}
