package io.jcompose.model.value;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Numbers with units, as Compose writes them. Empty means: this is not one. */
public final class Quantities {
  private static final Pattern DURATION_PART =
      Pattern.compile("([0-9]{1,18})(?:\\.([0-9]{1,9}))?(ns|us|µs|ms|s|m|h|d|w)");
  private static final Map<String, Long> NANOSECONDS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L,
          "w", 604_800_000_000_000L);
  private static final Pattern BYTES =
      Pattern.compile("([0-9]{1,18})(?:\\.([0-9]{1,9}))? ?(?:([kmgtp])?i?b?)");
  private static final String UNITS = "kmgtp";
  private static final long[] POWERS_OF_TEN =
      LongStream.iterate(1, power -> power * 10).limit(10).toArray();

  private Quantities() {}

  /** Returns the duration that {@code text} writes, such as {@code 1h30m}; a bare 0 is one too. */
  public static Optional<Duration> duration(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (text.startsWith("-")) {
      return text.startsWith("--")
          ? Optional.empty()
          : duration(text.substring(1)).map(Duration::negated);
    }
    long sum = 0;
    Matcher part = DURATION_PART.matcher(text);
    int end = 0;
    try {
      while (part.lookingAt()) {
        sum = Math.addExact(sum, times(part, NANOSECONDS.getOrDefault(part.group(3), 0L)));
        end = part.end();
        part.region(end, text.length());
      }
    } catch (ArithmeticException e) {
      return Optional.empty(); // more than 292 years
    }
    return end == text.length() && end > 0 ? Optional.of(Duration.ofNanos(sum)) : Optional.empty();
  }

  /** Returns the bytes that {@code text} writes, such as {@code 64m}; units are powers of 1024. */
  public static OptionalLong bytes(String text) {
    Matcher size = BYTES.matcher(text.toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      return OptionalLong.empty();
    }
    int power = size.group(3) == null ? 0 : UNITS.indexOf(size.group(3)) + 1;
    try {
      return OptionalLong.of(times(size, 1L << (10 * power)));
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Returns a number, whose digits before and behind the point are the first groups, in units of
   * {@code unit}; what is less than one is lost.
   */
  private static long times(Matcher number, long unit) {
    long whole = Math.multiplyExact(Long.parseLong(number.group(1)), unit);
    if (number.group(2) == null) {
      return whole;
    }
    long fraction = Long.parseLong(number.group(2));
    long parts = POWERS_OF_TEN[number.group(2).length()];
    // in two steps, since the product may need more than 64 bits
    long behindThePoint = fraction * (unit / parts) + fraction * (unit % parts) / parts;
    return Math.addExact(whole, behindThePoint);
  }

  /** Returns permission bits; a {@code plain} number without leading zero is a decimal one. */
  public static OptionalInt mode(String text, boolean plain) {
    boolean decimal = plain && !text.startsWith("0");
    String digits = text.startsWith("0o") ? text.substring(2) : text;
    if (!digits.matches(decimal ? "[0-9]{1,5}" : "[0-7]{1,6}")) {
      return OptionalInt.empty();
    }
    int mode = Integer.parseInt(digits, decimal ? 10 : 8);
    return mode <= 07777 ? OptionalInt.of(mode) : OptionalInt.empty();
  }

  /** Returns a duration as Go writes it: {@code 1m30s}, {@code 500ms}, {@code 1h0m0s}. */
  public static String text(Duration duration) {
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
    long nanoseconds = duration.toNanos();
    long fraction = nanoseconds % 1_000_000_000;
    if (nanoseconds == fraction && fraction != 0) {
      if (fraction % 1_000_000 == 0) {
        return fraction / 1_000_000 + "ms";
      }
      return fraction % 1_000 == 0 ? fraction / 1_000 + "µs" : fraction + "ns";
    }
    var text = new StringBuilder();
    if (duration.toHours() > 0) {
      text.append(duration.toHours()).append('h');
    }
    if (duration.toMinutes() > 0) {
      text.append(duration.toMinutesPart()).append('m');
    }
    text.append(duration.toSecondsPart());
    if (fraction > 0) {
      text.append(String.format(".%09d", fraction).replaceAll("0+$", ""));
    }
    return text.append('s').toString();
  }
}
