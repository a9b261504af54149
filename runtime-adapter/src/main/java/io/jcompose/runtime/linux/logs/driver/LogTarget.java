package io.jcompose.runtime.linux.logs.driver;

import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.value.LogOption;
import io.jcompose.model.value.LogTag;
import io.jcompose.model.value.SyslogAddress;
import io.jcompose.model.value.SyslogFacility;
import io.jcompose.model.value.SyslogFormat;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes lines of one container. Sending belongs to one thread; closing, which may be called twice,
 * makes a sending that waits fail.
 */
public interface LogTarget extends AutoCloseable {
  /**
   * Sends a line; a long one in pieces.
   *
   * @throws IOException if it is not taken: it may be sent again
   */
  void send(LogLine line) throws IOException;

  /** Returns where lines go, for people. */
  @Override
  String toString();

  @Override
  void close();

  /**
   * Returns where a container's lines are to be passed on to; empty if nowhere.
   *
   * @param journal where the journal listens
   * @param hostname of this host, for servers of several
   */
  static Optional<LogTarget> of(
      ConsoleSettings console, ContainerFacts container, Path journal, Supplier<String> hostname) {
    return switch (console.logDriver()) {
      case JOURNALD ->
          Optional.of(
              new JournalTarget(
                  new UnixTransport(journal, true),
                  new JournalFields(container, tag(console, container), selection(console))));
      case SYSLOG -> Optional.of(syslog(console, tag(console, container), hostname.get()));
      case JSON_FILE, LOCAL, NONE -> Optional.empty();
    };
  }

  private static String tag(ConsoleSettings console, ContainerFacts container) {
    return console
        .logOption(LogOption.TAG)
        .map(LogTag::new)
        .orElse(LogTag.DEFAULT)
        .of(container.tagFacts());
  }

  private static AttributeSelection selection(ConsoleSettings console) {
    return new AttributeSelection(
        console.logOption(LogOption.LABELS),
        console.logOption(LogOption.LABELS_REGEX),
        console.logOption(LogOption.ENV),
        console.logOption(LogOption.ENV_REGEX));
  }

  private static LogTarget syslog(ConsoleSettings console, String tag, String hostname) {
    SyslogAddress address =
        console
            .logOption(LogOption.SYSLOG_ADDRESS)
            .map(SyslogAddress::parse)
            .orElse(SyslogAddress.LOCAL);
    Transport transport = Transport.to(address);
    return new SyslogTarget(
        transport,
        new SyslogMessage(
            console
                .logOption(LogOption.SYSLOG_FACILITY)
                .map(SyslogFacility::parse)
                .orElse(SyslogFacility.DAEMON),
            console
                .logOption(LogOption.SYSLOG_FORMAT)
                .map(SyslogFormat::parse)
                .orElse(SyslogFormat.RFC3164),
            tag,
            address instanceof SyslogAddress.Network ? Optional.of(hostname) : Optional.empty()));
  }
}
