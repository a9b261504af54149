package io.jcompose.cli.option;

import io.jcompose.model.value.Quantities;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as users write it: a date with or without a time of day and a zone ({@code 2026-11-27},
 * {@code 2026-11-27T08:30:00.5+01:00}), seconds since 1970 with or without a fraction, or how long
 * ago it is ({@code 10m}, {@code 1h30m}).
 */
public final class PointInTime {
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,12})(?:\\.([0-9]{1,9}))?");
  private static final Pattern DATE =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})"
              + "(?:T([0-9]{2}(?::[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)?))?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})?");

  private final Reading reading;

  private PointInTime(Reading reading) {
    this.reading = reading;
  }

  /** Makes an instant of what was written. */
  @FunctionalInterface
  private interface Reading {
    Instant at(Instant now, ZoneId zone);
  }

  /**
   * Returns the time that {@code text} spells.
   *
   * @throws IllegalArgumentException if it spells none
   */
  public static PointInTime parse(String text) {
    return seconds(text)
        .or(() -> date(text))
        .or(() -> ago(text))
        .map(PointInTime::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + text
                        + "' is no time: write one like '2026-11-27T08:30:00', or how long ago,"
                        + " like '10m'"));
  }

  private static Optional<Reading> seconds(String text) {
    Matcher seconds = SECONDS.matcher(text);
    if (!seconds.matches()) {
      return Optional.empty();
    }
    String fraction = seconds.group(2) == null ? "" : seconds.group(2);
    Instant at =
        Instant.ofEpochSecond(
            Long.parseLong(seconds.group(1)),
            Long.parseLong(fraction + "0".repeat(9 - fraction.length())));
    return Optional.of((now, zone) -> at);
  }

  private static Optional<Reading> date(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local =
          LocalDate.parse(date.group(1))
              .atTime(date.group(2) == null ? LocalTime.MIDNIGHT : timeOfDay(date.group(2)));
      if (date.group(3) == null) {
        return Optional.of((now, zone) -> local.atZone(zone).toInstant());
      }
      Instant at = OffsetDateTime.of(local, ZoneOffset.of(date.group(3))).toInstant();
      return Optional.of((now, zone) -> at);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalTime timeOfDay(String text) {
    return LocalTime.parse(text.length() == 2 ? text + ":00" : text);
  }

  private static Optional<Reading> ago(String text) {
    Optional<Duration> duration = Quantities.duration(text);
    return duration.map(ago -> (now, zone) -> now.minus(ago));
  }

  /**
   * Returns the instant that is meant.
   *
   * @param zone of what was written without one
   */
  public Instant at(Instant now, ZoneId zone) {
    return reading.at(now, zone);
  }
}
