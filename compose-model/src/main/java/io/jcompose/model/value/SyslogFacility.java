package io.jcompose.model.value;

import java.util.Arrays;

/**
 * What part of a system a message of syslog says it comes from.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5424#section-6.2.1">RFC 5424, 6.2.1</a>
 */
public enum SyslogFacility {
  KERN(0),
  USER(1),
  MAIL(2),
  DAEMON(3),
  AUTH(4),
  SYSLOG(5),
  LPR(6),
  NEWS(7),
  UUCP(8),
  CRON(9),
  AUTHPRIV(10),
  FTP(11),
  LOCAL0(16),
  LOCAL1(17),
  LOCAL2(18),
  LOCAL3(19),
  LOCAL4(20),
  LOCAL5(21),
  LOCAL6(22),
  LOCAL7(23);

  private final int code;

  SyslogFacility(int code) {
    this.code = code;
  }

  /** Returns its number. */
  public int code() {
    return code;
  }

  /**
   * Returns the facility that {@code text} names, by its name or number.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static SyslogFacility parse(String text) {
    return Arrays.stream(values())
        .filter(
            facility ->
                facility.name().equalsIgnoreCase(text)
                    || Integer.toString(facility.code).equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + text + "' is not a facility of syslog"));
  }
}
