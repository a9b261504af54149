package io.jcompose.model.value;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Who gets what a container writes. */
public enum LogDriver {
  /** Kept on disk. */
  JSON_FILE("json-file"),
  /** Kept on disk, and more of it unless told otherwise. */
  LOCAL("local"),
  /** Passed on to the host's journal; a copy is kept. */
  JOURNALD("journald"),
  /** Passed on to a syslog server; a copy is kept. */
  SYSLOG("syslog"),
  /** Kept nowhere. */
  NONE("none");

  private static final Set<LogOption> OF_FILES = Set.of(LogOption.MAX_SIZE, LogOption.MAX_FILE);
  private static final Set<LogOption> ATTRIBUTES =
      Set.of(LogOption.LABELS, LogOption.LABELS_REGEX, LogOption.ENV, LogOption.ENV_REGEX);
  private static final Set<LogOption> OF_SYSLOG =
      Set.of(LogOption.SYSLOG_ADDRESS, LogOption.SYSLOG_FACILITY, LogOption.SYSLOG_FORMAT);

  private final String word;

  LogDriver(String word) {
    this.word = word;
  }

  /** Returns the driver of that name; empty if there is none. */
  public static Optional<LogDriver> of(String word) {
    return Arrays.stream(values()).filter(driver -> driver.word.equals(word)).findFirst();
  }

  /** Returns its name in Compose files. */
  public String word() {
    return word;
  }

  /** Returns whether an option may be given to it. */
  public boolean takes(LogOption option) {
    return heeds(option) || tolerates(option);
  }

  /** Returns whether an option changes what it does. */
  public boolean heeds(LogOption option) {
    return switch (this) {
      case JSON_FILE, LOCAL -> OF_FILES.contains(option);
      case JOURNALD -> option == LogOption.TAG || ATTRIBUTES.contains(option);
      case SYSLOG -> option == LogOption.TAG || OF_SYSLOG.contains(option);
      case NONE -> false;
    };
  }

  private boolean tolerates(LogOption option) {
    boolean ofAll = option == LogOption.MODE || option == LogOption.MAX_BUFFER_SIZE;
    return ofAll
        || switch (this) {
          case JSON_FILE ->
              option == LogOption.TAG
                  || option == LogOption.COMPRESS
                  || ATTRIBUTES.contains(option);
          case LOCAL -> option == LogOption.COMPRESS;
          case SYSLOG -> ATTRIBUTES.contains(option);
          case JOURNALD, NONE -> false;
        };
  }
}
