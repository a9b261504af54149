package io.jcompose.model.yaml;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A decimal number as it is written, exactly.
 *
 * <p>Every start of the program reads some, and a {@link BigDecimal} would be dear: since JDK 22
 * the first one computes powers of five up to the 65,536th, for 16 ms in a young JVM. So that class
 * is kept to numbers of more digits than people write.
 *
 * @param digits the significant digits, without zeros at either end; {@code 0} for nought
 * @param exponent the power of ten that the first digit counts: 2 in {@code 150}, -1 in {@code 0.5}
 */
public record Decimal(boolean negative, String digits, int exponent) {
  private static final Pattern WRITTEN =
      Pattern.compile("([-+]?)(?=\\.?[0-9])([0-9]*)\\.?([0-9]*)(?:[eE]([-+]?[0-9]{1,9}))?");

  /** So many digits are kept by every {@code float} and {@code double} in the ranges below. */
  private static final int FLOAT_DIGITS = 6;

  private static final int FLOAT_EXPONENTS = 37;
  private static final int DOUBLE_DIGITS = 15;
  private static final int DOUBLE_EXPONENTS = 307;

  /** Returns the number that {@code text} writes, such as {@code -1.50e3}; empty if it is none. */
  public static Optional<Decimal> of(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    String whole = written.group(2);
    String all = whole + written.group(3);
    int first = 0;
    while (first < all.length() && all.charAt(first) == '0') {
      first++;
    }
    boolean negative = written.group(1).equals("-");
    if (first == all.length()) {
      return Optional.of(new Decimal(negative, "0", 0));
    }
    int end = all.length();
    while (all.charAt(end - 1) == '0') {
      end--;
    }
    int shift = written.group(4) == null ? 0 : Integer.parseInt(written.group(4));
    return Optional.of(
        new Decimal(negative, all.substring(first, end), whole.length() - 1 - first + shift));
  }

  /** Returns whether this is nought. */
  public boolean isZero() {
    return digits.equals("0");
  }

  /** Returns the nearest of 64 bits, which may be 0 or infinite. */
  public double doubleValue() {
    return Double.parseDouble(scientific());
  }

  /** Returns the nearest of 32 bits, which may be 0 or infinite. */
  public float floatValue() {
    return Float.parseFloat(scientific());
  }

  private String scientific() {
    return (negative ? "-0." : "0.") + digits + 'e' + (exponent + 1);
  }

  /**
   * Returns the number of the fewest digits with the same {@link #doubleValue}.
   *
   * @throws NumberFormatException if that is infinite
   */
  public Decimal shortestAsDouble() {
    if (digits.length() <= DOUBLE_DIGITS && Math.abs(exponent) <= DOUBLE_EXPONENTS) {
      return this;
    }
    double value = doubleValue();
    return shortest(value, decimal -> decimal.doubleValue() == value);
  }

  /**
   * Returns the number of the fewest digits with the same {@link #floatValue}.
   *
   * @throws NumberFormatException if that is infinite
   */
  public Decimal shortestAsFloat() {
    if (digits.length() <= FLOAT_DIGITS && Math.abs(exponent) <= FLOAT_EXPONENTS) {
      return this;
    }
    float value = floatValue();
    return shortest(value, decimal -> decimal.floatValue() == value);
  }

  /** Not Double.toString: before JDK 19 it gives a digit too many at times (JDK-4511638). */
  private static Decimal shortest(double value, Predicate<BigDecimal> isSame) {
    var exact = new BigDecimal(value);
    int digits = 1;
    while (!isSame.test(exact.round(new MathContext(digits)))) {
      digits++;
    }
    return of(exact.round(new MathContext(digits)).toString()).orElseThrow();
  }

  /** Returns all digits without an exponent: as many characters as that is large. */
  public String toPlainString() {
    String sign = negative ? "-" : "";
    if (exponent < 0) {
      return sign + "0." + "0".repeat(-exponent - 1) + digits;
    }
    int point = exponent + 1;
    return digits.length() <= point
        ? sign + digits + "0".repeat(point - digits.length())
        : sign + digits.substring(0, point) + '.' + digits.substring(point);
  }
}
