package io.jcompose.cli.option;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as docker's {@code --since} and {@code --until} take it: how long ago ({@code 1h30m}), a
 * date with or without a time and a zone ({@code 2026-11-20T15:00:00Z}), or seconds since 1970.
 */
public final class PointInTime {
  private static final Pattern AGO = Pattern.compile("([0-9.]+(h|ms|m|s|us|µs|ns))+");
  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(h|ms|m|s|us|µs|ns)");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}(\\.[0-9]{1,9})?");

  private PointInTime() {}

  /**
   * Returns the moment that {@code text} means.
   *
   * @param zone of dates and times that name none
   * @throws IllegalArgumentException if it means none
   */
  public static Instant parse(String text, Instant now, ZoneId zone) {
    try {
      if (AGO.matcher(text).matches()) {
        return now.minus(duration(text));
      }
      if (SECONDS.matcher(text).matches()) {
        BigDecimal seconds = new BigDecimal(text);
        return Instant.ofEpochSecond(0, seconds.movePointRight(9).longValueExact());
      }
      return date(text, zone);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no point in time: write '10m' for ten minutes ago, a time such as"
              + " '2026-11-20T15:00:00Z', or seconds since 1970",
          e);
    }
  }

  private static Duration duration(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find()) {
      if (part.start() != end) {
        throw new NumberFormatException(text);
      }
      BigDecimal nanos = new BigDecimal(part.group(1)).multiply(nanos(part.group(2)));
      sum = sum.plusNanos(nanos.longValue());
      end = part.end();
    }
    return sum;
  }

  private static BigDecimal nanos(String unit) {
    return switch (unit) {
      case "h" -> BigDecimal.valueOf(3600, -9);
      case "m" -> BigDecimal.valueOf(60, -9);
      case "s" -> BigDecimal.valueOf(1, -9);
      case "ms" -> BigDecimal.valueOf(1, -6);
      case "ns" -> BigDecimal.ONE;
      default -> BigDecimal.valueOf(1, -3);
    };
  }

  private static Instant date(String text, ZoneId zone) {
    String time = text.replace(' ', 'T');
    if (!time.contains("T")) {
      return LocalDate.parse(time).atStartOfDay(zone).toInstant();
    }
    try {
      return OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeParseException e) {
      return LocalDateTime.parse(time).atZone(zone).toInstant();
    }
  }
}
