package io.jcompose.runtime.linux.logs.driver;

import io.jcompose.scheduler.runtime.Logs.LogLine;
import java.io.IOException;
import java.util.List;

/** The journal of this host. */
final class JournalTarget implements LogTarget {
  /** Far less than what a socket's buffer holds, so that no entry needs a file of its own. */
  private static final int LONGEST_BYTES = 48 * 1024;

  private final Transport transport;
  private final JournalFields fields;

  JournalTarget(Transport transport, JournalFields fields) {
    this.transport = transport;
    this.fields = fields;
  }

  @Override
  public void send(LogLine line) throws IOException {
    List<byte[]> pieces = Pieces.of(line, LONGEST_BYTES);
    for (int i = 0; i < pieces.size(); i++) {
      transport.send(fields.entry(line, pieces.get(i), i < pieces.size() - 1));
    }
  }

  @Override
  public String toString() {
    return "the journal at " + transport;
  }

  @Override
  public void close() {
    transport.close();
  }
}
