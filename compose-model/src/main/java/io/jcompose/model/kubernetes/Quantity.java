package io.jcompose.model.kubernetes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of something as Kubernetes writes it: {@code 250m}, {@code 64Mi}, {@code 1e3}, {@code
 * 0.5}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">
 *     Quantity</a>
 */
record Quantity(BigDecimal value) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<number>[-+]?(?:[0-9]{1,30}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30}))"
              + "(?:(?<binary>[KMGTPE]i)|(?<decimal>[numkMGTPE])|[eE](?<exponent>[-+]?[0-9]{1,2}))?");
  private static final String BINARY = "KMGTPE";
  private static final Map<String, Integer> DECIMAL =
      Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

  /** Returns the amount that {@code text} writes; empty if it is none. */
  static Optional<Quantity> parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(written.group("number"));
    if (written.group("binary") != null) {
      int power = BINARY.indexOf(written.group("binary").charAt(0)) + 1;
      return Optional.of(new Quantity(number.multiply(BigDecimal.valueOf(2).pow(10 * power))));
    }
    int exponent = 0;
    if (written.group("decimal") != null) {
      exponent = DECIMAL.getOrDefault(written.group("decimal"), 0);
    } else if (written.group("exponent") != null) {
      exponent = Integer.parseInt(written.group("exponent"));
    }
    return Optional.of(new Quantity(number.scaleByPowerOfTen(exponent)));
  }

  /** Returns the amount as a whole number, rounded up. */
  BigDecimal roundedUp() {
    return value.setScale(0, RoundingMode.CEILING);
  }

  /** Returns how often {@code unit}, which must not be 0, is needed to hold this. */
  BigDecimal in(Quantity unit) {
    return value.divide(unit.value(), 0, RoundingMode.CEILING);
  }

  boolean isPositive() {
    return value.signum() > 0;
  }
}
