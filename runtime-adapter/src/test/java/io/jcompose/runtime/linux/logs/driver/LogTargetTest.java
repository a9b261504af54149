package io.jcompose.runtime.linux.logs.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.runtime.linux.Specs;
import io.jcompose.runtime.syscall.UnixDatagramServer;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTargetTest {
  private static final ContainerSpec SPEC = Specs.shell("shop", "web", "true");
  private static final ContainerFacts WEB = new ContainerFacts("0123456789abcdef", "cafe", SPEC);
  private static final Instant AT = Instant.parse("2026-11-07T08:30:00.123456Z");

  @TempDir Path directory;

  @Test
  void theJournalGetsALineWithTheFieldsOfItsContainer() throws IOException {
    Path socket = directory.resolve("journal");
    try (UnixDatagramServer journal = UnixDatagramServer.at(socket);
        LogTarget target = target("journald", Map.of("tag", "{{.Name}}"), socket)) {
      target.send(line("hello", false));
      Map<String, String> entry = entry(journal.receive());
      assertThat(entry)
          .containsEntry("MESSAGE", "hello")
          .containsEntry("PRIORITY", "6")
          .containsEntry("CONTAINER_ID", "0123456789ab")
          .containsEntry("CONTAINER_ID_FULL", "0123456789abcdef")
          .containsEntry("CONTAINER_NAME", SPEC.plan().name().value())
          .containsEntry("CONTAINER_TAG", SPEC.plan().name().value())
          .containsEntry("SYSLOG_IDENTIFIER", SPEC.plan().name().value())
          .containsEntry("IMAGE_NAME", SPEC.plan().image().toString())
          .containsEntry("COM_DOCKER_COMPOSE_SERVICE", SPEC.plan().service().value())
          .containsEntry("SYSLOG_TIMESTAMP", AT.toString());

      target.send(line("oh", true));
      assertThat(entry(journal.receive())).containsEntry("PRIORITY", "3");
    }
  }

  @Test
  void theJournalGetsAnyBytes() throws IOException {
    Path socket = directory.resolve("journal");
    byte[] bytes = {'a', 0, (byte) 0xff, '\r', 'b'};
    try (UnixDatagramServer journal = UnixDatagramServer.at(socket);
        LogTarget target = target("journald", Map.of(), socket)) {
      target.send(new LogLine(SPEC.plan().name(), AT, false, bytes));

      byte[] entry = journal.receive();
      byte[] expected =
          ByteBuffer.allocate(8 + 8 + 5 + 1)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put("MESSAGE\n".getBytes(UTF_8))
              .putLong(5)
              .put(bytes)
              .put((byte) '\n')
              .array();
      assertThat(Arrays.copyOf(entry, expected.length)).isEqualTo(expected);
    }
  }

  @Test
  void aLongLineComesToTheJournalInPieces() throws IOException {
    Path socket = directory.resolve("journal");
    try (UnixDatagramServer journal = UnixDatagramServer.at(socket);
        LogTarget target = target("journald", Map.of(), socket)) {
      String text = "x".repeat(100_000);
      target.send(line(text, false));

      Map<String, String> first = entry(journal.receive());
      Map<String, String> second = entry(journal.receive());
      Map<String, String> third = entry(journal.receive());
      assertThat(first.get("MESSAGE") + second.get("MESSAGE") + third.get("MESSAGE"))
          .isEqualTo(text);
      assertThat(first).containsEntry("CONTAINER_PARTIAL_MESSAGE", "true");
      assertThat(third).doesNotContainKey("CONTAINER_PARTIAL_MESSAGE");
    }
  }

  @Test
  void aJournalThatIsBackIsFoundAgain() throws IOException {
    Path socket = directory.resolve("journal");
    try (LogTarget target = target("journald", Map.of(), socket)) {
      assertThatThrownBy(() -> target.send(line("one", false))).isInstanceOf(IOException.class);
      try (UnixDatagramServer journal = UnixDatagramServer.at(socket)) {
        target.send(line("two", false));
        assertThat(entry(journal.receive())).containsEntry("MESSAGE", "two");
      }
      assertThatThrownBy(() -> target.send(line("three", false))).isInstanceOf(IOException.class);
      try (UnixDatagramServer journal = UnixDatagramServer.at(socket)) {
        target.send(line("four", false));
        assertThat(entry(journal.receive())).containsEntry("MESSAGE", "four");
      }
    }
  }

  @Test
  void aLocalServerOfSyslogGetsLinesAsSyslog3WritesThem() throws IOException {
    Path socket = directory.resolve("log");
    try (UnixDatagramServer server = UnixDatagramServer.at(socket);
        LogTarget target = target("syslog", Map.of("syslog-address", "unix://" + socket))) {
      target.send(line("hello", false));

      assertThat(new String(server.receive(), UTF_8))
          .isEqualTo("<30>Nov  7 08:30:00 0123456789ab: hello");
    }
  }

  @Test
  void aServerByUdpGetsTheHostsNameToo() throws IOException {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        LogTarget target =
            target(
                "syslog",
                Map.of(
                    "syslog-address", "udp://127.0.0.1:" + server.getLocalPort(),
                    "syslog-facility", "local0",
                    "tag", "web"))) {
      server.setSoTimeout(20_000);
      target.send(line("oh", true));

      var packet = new DatagramPacket(new byte[1000], 1000);
      server.receive(packet);
      assertThat(new String(packet.getData(), 0, packet.getLength(), UTF_8))
          .isEqualTo("<131>Nov  7 08:30:00 thishost web: oh");
    }
  }

  @Test
  void aServerByTcpGetsAMessageALineAndIsConnectedAgain() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        LogTarget target =
            target(
                "syslog",
                Map.of(
                    "syslog-address", "tcp://127.0.0.1:" + server.getLocalPort(),
                    "syslog-format", "rfc5424micro",
                    "tag", "web"))) {
      server.setSoTimeout(20_000);
      target.send(line("one", false));
      target.send(line("two", false));
      try (Socket accepted = server.accept()) {
        var reader = new BufferedReader(new InputStreamReader(accepted.getInputStream(), UTF_8));
        assertThat(reader.readLine())
            .isEqualTo("<30>1 2026-11-07T08:30:00.123456Z thishost web - web - one");
        assertThat(reader.readLine()).endsWith(" two");
      }
    }
  }

  @Test
  void othersPassNothingOn() {
    for (String driver : new String[] {"json-file", "local", "none"}) {
      assertThat(
              LogTarget.of(
                  console(driver, Map.of()), WEB, directory.resolve("journal"), () -> "thishost"))
          .isEmpty();
    }
  }

  private LogTarget target(String driver, Map<String, String> options) {
    return target(driver, options, directory.resolve("none"));
  }

  private static LogTarget target(String driver, Map<String, String> options, Path journal) {
    return LogTarget.of(console(driver, options), WEB, journal, () -> "thishost").orElseThrow();
  }

  private static ConsoleSettings console(String driver, Map<String, String> options) {
    return new ConsoleSettings(
        false,
        false,
        false,
        true,
        Optional.of(new ConsoleSettings.Logging(Optional.of(driver), options)));
  }

  private static LogLine line(String text, boolean stderr) {
    return new LogLine(SPEC.plan().name(), AT, stderr, text.getBytes(UTF_8));
  }

  /** Reads an entry whose fields are all of one line. */
  private static Map<String, String> entry(byte[] datagram) {
    Map<String, String> fields = new LinkedHashMap<>();
    new String(datagram, UTF_8)
        .lines()
        .forEach(
            field ->
                fields.put(
                    field.substring(0, field.indexOf('=')),
                    field.substring(field.indexOf('=') + 1)));
    return fields;
  }
}
