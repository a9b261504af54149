package io.jcompose.runtime.linux.logs.driver;

import io.jcompose.scheduler.runtime.Logs.LogLine;
import java.io.IOException;

/** A syslog server. */
final class SyslogTarget implements LogTarget {
  /** Servers cut what is longer, or lose it; docker cuts lines here, too. */
  private static final int LONGEST_BYTES = 16 * 1024;

  private final Transport transport;
  private final SyslogMessage message;

  SyslogTarget(Transport transport, SyslogMessage message) {
    this.transport = transport;
    this.message = message;
  }

  @Override
  public void send(LogLine line) throws IOException {
    for (byte[] piece : Pieces.of(line, LONGEST_BYTES)) {
      transport.send(message.of(line, piece));
    }
  }

  @Override
  public String toString() {
    return "syslog at " + transport;
  }

  @Override
  public void close() {
    transport.close();
  }
}
