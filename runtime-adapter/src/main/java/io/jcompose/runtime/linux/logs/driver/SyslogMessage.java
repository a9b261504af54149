package io.jcompose.runtime.linux.logs.driver;

import io.jcompose.model.value.SyslogFacility;
import io.jcompose.model.value.SyslogFormat;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * How lines are written for syslog.
 *
 * @param hostname of this host; empty where the server knows, as syslog(3) leaves it out
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3164">RFC 3164</a> and <a
 *     href="https://www.rfc-editor.org/rfc/rfc5424">RFC 5424</a>
 */
record SyslogMessage(
    SyslogFacility facility, SyslogFormat format, String tag, Optional<String> hostname) {
  private static final int INFORMATION = 6;
  private static final int ERROR = 3;
  private static final DateTimeFormatter RFC3164_TIME = time("MMM d HH:mm:ss");
  private static final DateTimeFormatter RFC3164_TIME_OF_EARLY_DAYS = time("MMM  d HH:mm:ss");
  private static final DateTimeFormatter SECONDS = time("yyyy-MM-dd'T'HH:mm:ss'Z'");
  private static final DateTimeFormatter MICROSECONDS = time("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  private static DateTimeFormatter time(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** Returns the message of a line, or of a piece of one, without an end of its own. */
  byte[] of(LogLine line, byte[] text) {
    int priority = facility.code() * 8 + (line.stderr() ? ERROR : INFORMATION);
    String head = "<" + priority + ">" + head(line.at());
    byte[] start = head.getBytes(StandardCharsets.UTF_8);
    var message = new ByteArrayOutputStream(start.length + text.length);
    message.writeBytes(start);
    message.writeBytes(text);
    return message.toByteArray();
  }

  private String head(Instant at) {
    return switch (format) {
      case RFC3164 -> rfc3164Time(at) + hostname.map(" "::concat).orElse("") + " " + tag + ": ";
      case RFC5424 -> rfc5424(SECONDS.format(at));
      case RFC5424MICRO -> rfc5424(MICROSECONDS.format(at));
    };
  }

  /** A day of one digit has a space in place of the other. */
  private static String rfc3164Time(Instant at) {
    boolean early = at.atOffset(ZoneOffset.UTC).getDayOfMonth() < 10;
    return (early ? RFC3164_TIME_OF_EARLY_DAYS : RFC3164_TIME).format(at);
  }

  private String rfc5424(String time) {
    return "1 " + time + " " + hostname.orElse("-") + " " + tag + " - " + tag + " - ";
  }
}
