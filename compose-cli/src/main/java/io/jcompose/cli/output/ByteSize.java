package io.jcompose.cli.output;

import java.util.Locale;

/** Sizes as docker words them: powers of 1000, three digits. */
public final class ByteSize {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private ByteSize() {}

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
