package io.jcompose.model.value;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a log driver can be told, and what may be said. */
public enum LogOption {
  /** How large a file grows before the next is begun. */
  MAX_SIZE("max-size", "write '10m', or '-1' for no limit"),
  /** How many files there are. */
  MAX_FILE("max-file", "write a number from 1 on"),
  MODE("mode", "write 'blocking' or 'non-blocking'"),
  MAX_BUFFER_SIZE("max-buffer-size", "write '1m'"),
  COMPRESS("compress", "write 'true' or 'false'"),
  LABELS("labels", "write names with ',' in between"),
  LABELS_REGEX("labels-regex", "write a regular expression"),
  ENV("env", "write names with ',' in between"),
  ENV_REGEX("env-regex", "write a regular expression"),
  TAG("tag", "write '{{.Name}}'"),
  SYSLOG_ADDRESS("syslog-address", "write 'udp://HOST:514' or 'unixgram:///dev/log'"),
  SYSLOG_FACILITY("syslog-facility", "write 'daemon' or 'local0'"),
  SYSLOG_FORMAT("syslog-format", "write 'rfc3164', 'rfc5424' or 'rfc5424micro'");

  private final String word;
  private final String hint;

  LogOption(String word, String hint) {
    this.word = word;
    this.hint = hint;
  }

  /** Returns the option of that name; empty if there is none. */
  public static Optional<LogOption> of(String word) {
    return Arrays.stream(values()).filter(option -> option.word.equals(word)).findFirst();
  }

  /** Returns its name in Compose files. */
  public String word() {
    return word;
  }

  /**
   * Checks a value.
   *
   * @throws IllegalArgumentException if it is not legal
   */
  public void check(String value) {
    read(value);
  }

  private Object read(String value) {
    return switch (this) {
      case MAX_SIZE -> maxSize(value);
      case MAX_FILE -> maxFile(value);
      case MODE -> oneOf(value, "blocking", "non-blocking");
      case MAX_BUFFER_SIZE -> size(value);
      case COMPRESS -> oneOf(value, "true", "false");
      case LABELS, ENV -> value;
      case LABELS_REGEX, ENV_REGEX -> pattern(value);
      case TAG -> new LogTag(value);
      case SYSLOG_ADDRESS -> SyslogAddress.parse(value);
      case SYSLOG_FACILITY -> SyslogFacility.parse(value);
      case SYSLOG_FORMAT -> SyslogFormat.parse(value);
    };
  }

  /** Returns what to write instead of a value that is not legal. */
  public String hint() {
    return hint;
  }

  /**
   * Returns how many bytes {@code max-size} allows; empty for no limit.
   *
   * @throws IllegalArgumentException if it is not legal
   */
  public static OptionalLong maxSize(String text) {
    return text.equals("-1") ? OptionalLong.empty() : OptionalLong.of(size(text));
  }

  /**
   * Returns how many files {@code max-file} allows.
   *
   * @throws IllegalArgumentException if it is not legal
   */
  public static int maxFile(String text) {
    if (!text.matches("0*[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException("'" + text + "' is not a number of files");
    }
    return Integer.parseInt(text);
  }

  private static long size(String text) {
    return Quantities.bytes(text).stream()
        .filter(bytes -> bytes > 0)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a size"));
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("'" + text + "' is not a regular expression", e);
    }
  }

  private static String oneOf(String text, String first, String second) {
    if (!text.equals(first) && !text.equals(second)) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither '" + first + "' nor '" + second + "'");
    }
    return text;
  }
}
