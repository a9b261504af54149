package io.jcompose.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0        | 0
          -0.0     | -0
          00.500   | 0.5
          .5       | 0.5
          5.       | 5
          +150     | 150
          1e3      | 1000
          1.25e1   | 12.5
          -12.5E-3 | -0.0125
          100.001  | 100.001
          """)
  void writesItsDigitsOut(String written, String plain) {
    assertThat(decimal(written).toPlainString()).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "-", "e5", "1e", "0x1", "NaN", "1f", " 1", "1_0", "1e9999999999"})
  void isNoOtherText(String text) {
    assertThat(Decimal.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "16777217, 16777216",
    "3.40282347e38, 340282350000000000000000000000000000000",
    "0.30000001192092896, 0.3",
    "1.17549435e-38, 0.000000000000000000000000000000000000011754944"
  })
  void isShortestAmongThoseOfOneFloat(String written, String shortest) {
    assertThat(decimal(written).shortestAsFloat().toPlainString()).isEqualTo(shortest);
  }

  @Test
  void isShortAlreadyWithAsManyDigitsAsAFloatOrDoubleKeeps() {
    var random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      Decimal six = decimal(random.nextInt(1_000_000) + "e" + (random.nextInt(70) - 40));
      Decimal fifteen =
          decimal(random.nextLong(1_000_000_000_000_000L) + "e" + (random.nextInt(580) - 300));

      assertThat(rounded(six.floatValue(), 6)).isEqualTo(six);
      assertThat(rounded(fifteen.doubleValue(), 15)).isEqualTo(fifteen);
    }
  }

  private static Decimal decimal(String text) {
    return Decimal.of(text).orElseThrow();
  }

  private static Decimal rounded(double value, int digits) {
    return decimal(new BigDecimal(value).round(new MathContext(digits)).toString());
  }
}
