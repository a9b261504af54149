package io.jcompose.cli.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Sizes as docker words them: powers of 1000, three digits. */
public final class ByteSize {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private static final String[] BINARY_UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private ByteSize() {}

  /** Returns a size of memory, in powers of 1024: {@code "0B"}, {@code "1.25MiB"}. */
  public static String ofMemory(long bytes) {
    double number = bytes;
    int unit = 0;
    while (number >= 1024 && unit < BINARY_UNITS.length - 1) {
      number /= 1024;
      unit++;
    }
    // four digits, without zeros at the end
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros();
    return rounded.toPlainString() + BINARY_UNITS[unit];
  }

  /** Returns the size: {@code "0B"}, {@code "4.22MB"}, {@code "373MB"}. */
  public static String of(long bytes) {
    double number = bytes;
    int unit = 0;
    while (number >= 1000 && unit < UNITS.length - 1) {
      number /= 1000;
      unit++;
    }
    String format = unit == 0 || number >= 100 ? "%.0f%s" : number >= 10 ? "%.1f%s" : "%.2f%s";
    return String.format(Locale.ROOT, format, number, UNITS[unit]);
  }
}
