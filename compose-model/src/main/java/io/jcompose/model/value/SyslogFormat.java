package io.jcompose.model.value;

import java.util.Locale;

/** How a message of syslog is written. */
public enum SyslogFormat {
  RFC3164,
  RFC5424,
  /** The same with microseconds. */
  RFC5424MICRO;

  /**
   * Returns the format of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SyslogFormat parse(String text) {
    for (SyslogFormat format : values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
        return format;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not a format of syslog");
  }
}
