package io.jcompose.runtime.linux.logs.driver;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Entries of the journal as its socket takes them.
 *
 * @see <a href="https://systemd.io/JOURNAL_NATIVE_PROTOCOL/">the protocol</a>
 */
final class JournalFields {
  private static final int INFORMATION = 6;
  private static final int ERROR = 3;

  private final byte[] ofContainer;

  JournalFields(ContainerFacts container, String tag, AttributeSelection selection) {
    ContainerPlan plan = container.spec().plan();
    var fields = new ByteArrayOutputStream();
    add(fields, "CONTAINER_ID", container.id().substring(0, Math.min(12, container.id().length())));
    add(fields, "CONTAINER_ID_FULL", container.id());
    add(fields, "CONTAINER_NAME", plan.name().value());
    add(fields, "CONTAINER_TAG", tag);
    add(fields, "IMAGE_NAME", plan.image().toString());
    add(fields, "SYSLOG_IDENTIFIER", tag);
    add(fields, "COM_DOCKER_COMPOSE_PROJECT", plan.project().value());
    add(fields, "COM_DOCKER_COMPOSE_SERVICE", plan.service().value());
    add(fields, "COM_DOCKER_COMPOSE_CONTAINER_NUMBER", Integer.toString(plan.number()));
    selection
        .of(container.spec().labels(), container.spec().environment())
        .forEach(
            (name, value) -> {
              String field = fieldName(name);
              if (!field.isEmpty()) {
                add(fields, field, value);
              }
            });
    ofContainer = fields.toByteArray();
  }

  /** The journal takes capitals, digits and '_', with a capital first. */
  private static String fieldName(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_").replaceFirst("^[^A-Z]+", "");
  }

  /**
   * Returns the entry of a line, or of a piece of one.
   *
   * @param unfinished whether more of the line follows
   */
  byte[] entry(LogLine line, byte[] message, boolean unfinished) {
    var entry = new ByteArrayOutputStream(ofContainer.length + message.length + 128);
    add(entry, "MESSAGE", message);
    add(entry, "PRIORITY", Integer.toString(line.stderr() ? ERROR : INFORMATION));
    add(entry, "SYSLOG_TIMESTAMP", line.at().toString());
    if (unfinished) {
      add(entry, "CONTAINER_PARTIAL_MESSAGE", "true");
    }
    entry.writeBytes(ofContainer);
    return entry.toByteArray();
  }

  private static void add(ByteArrayOutputStream to, String field, String value) {
    add(to, field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void add(ByteArrayOutputStream to, String field, byte[] value) {
    to.writeBytes(field.getBytes(StandardCharsets.US_ASCII));
    if (isPlain(value)) {
      to.write('=');
    } else {
      to.write('\n');
      to.writeBytes(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(value.length)
              .array());
    }
    to.writeBytes(value);
    to.write('\n');
  }

  private static boolean isPlain(byte[] value) {
    for (byte one : value) {
      if (one >= 0 && one < ' ' && one != '\t') {
        return false;
      }
    }
    return true;
  }
}
