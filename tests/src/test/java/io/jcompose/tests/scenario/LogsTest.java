package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Privileged
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LogsTest {
  private static final int NUMBERS = 6000;

  /** Writes a thousand numbers a second; goes on where it was when it is started again. */
  private static final String WRITER =
      """
      n=0
      [ -f /counted ] && read n < /counted
      stop=
      trap 'stop=1' TERM
      while [ -z "$stop" ] && [ $n -lt %d ]; do
        j=0
        while [ -z "$stop" ] && [ $j -lt 100 ]; do
          j=$((j+1)); n=$((n+1)); echo "number $n"
        done
        [ -z "$stop" ] && sleep 0.1
      done
      echo $n > /counted
      while [ -z "$stop" ]; do sleep 1 & wait $!; done
      """
          .formatted(NUMBERS);

  @Test
  void everyNumberIsThereOnceThroughRotationRestartsAndAKilledSupervisor() throws Exception {
    List<String> services = List.of("one", "two", "three", "four", "five");
    var text = new StringBuilder("services:\n");
    for (String service : services) {
      text.append(
          """
            %s:
              image: rootfs:/
              command: sh /writer.sh
              volumes: [./writer.sh:/writer.sh:ro]
              logging: {options: {max-size: 5k, max-file: "1000"}}
          """
              .formatted(service));
    }
    List<String> all =
        IntStream.rangeClosed(1, NUMBERS).mapToObj(number -> "number " + number).toList();
    try (Stack stack = Stack.of("rotating", text.toString())) {
      Files.writeString(stack.directory().resolve("writer.sh"), WRITER);
      stack.jcompose("up", "-d").succeeded();
      Path followed = stack.scratch().resolve("followed");
      Process follower =
          stack.start(followed, stack.scratch().resolve("error"), "logs", "-f", "--no-color");

      awaitSegments(stack, "rotating-one-1", 2);
      stack.jcompose("restart").succeeded();
      Shell.run("kill", "-9", Long.toString(stack.supervisorPid())).succeeded();
      stack.jcompose("restart").succeeded();

      for (String service : services) {
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () ->
                    assertThat(
                            stack
                                .jcompose("logs", "-n", "1", "--no-log-prefix", service)
                                .succeeded())
                        .as(service)
                        .isEqualTo("number " + NUMBERS + "\n"));
        assertThat(stack.jcompose("logs", "--no-log-prefix", service).succeeded().lines())
            .as(service)
            .containsExactlyElementsOf(all);
        assertThat(segments(stack, "rotating-" + service + "-1")).hasSizeGreaterThan(10);
      }
      stack.jcompose("stop").succeeded();
      assertThat(follower.waitFor(20, TimeUnit.SECONDS)).isTrue();
      List<String> lines = Files.readAllLines(followed);
      for (String service : services) {
        assertThat(
                lines.stream()
                    .filter(line -> line.startsWith(service + "-1 "))
                    .map(line -> line.substring(line.indexOf("| ") + 2)))
            .as("followed " + service)
            .containsExactlyElementsOf(all);
      }
    }
  }

  private static void awaitSegments(Stack stack, String container, int count) {
    await().atMost(Duration.ofSeconds(30)).until(() -> segments(stack, container).size() > count);
  }

  private static List<Path> segments(Stack stack, String container) throws IOException {
    String project = container.substring(0, container.indexOf('-'));
    Path log =
        stack
            .scratch()
            .resolve(Path.of("state", "projects", project, "containers", container, "log"));
    try (Stream<Path> files = Files.list(log)) {
      return files.filter(file -> file.getFileName().toString().startsWith("stdout")).toList();
    }
  }

  @Test
  void theOldestLinesAreGivenUpSoThatALogStaysSmall() throws Exception {
    String text =
        """
        services:
          chatty:
            image: rootfs:/
            command: sh -c 'i=0; while [ $$i -lt 20000 ]; do i=$$((i+1)); echo line $$i; done'
            logging: {driver: local, options: {max-size: 10k, max-file: 2}}
        """;
    try (Stack stack = Stack.of("bounded", text)) {
      stack.jcompose("up", "-d").succeeded();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(stack.jcompose("logs", "--no-log-prefix").succeeded())
                      .endsWith("line 20000\n"));

      List<String> kept = stack.jcompose("logs", "--no-log-prefix").succeeded().lines().toList();

      assertThat(kept).hasSizeBetween(500, 2100);
      assertThat(kept)
          .isEqualTo(
              IntStream.rangeClosed(20001 - kept.size(), 20000)
                  .mapToObj(number -> "line " + number)
                  .toList());
      assertThat(segments(stack, "bounded-chatty-1")).hasSize(2);
    }
  }

  @Test
  void followedLogsGoOnOverRestartsRecreationsAndMoreReplicas() throws Exception {
    String text =
        """
        x-jcompose: {topology: bridge}
        services:
          web:
            image: rootfs:/
            command: sh -c 'echo hello from $$GENERATION; sleep 1000'
            environment: {GENERATION: first}
            stop_grace_period: 0s
        """;
    try (Stack stack = Stack.of("following", text)) {
      stack.jcompose("up", "-d").succeeded();
      Path output = stack.scratch().resolve("followed");
      Process follower =
          stack.start(output, stack.scratch().resolve("error"), "logs", "-f", "--no-color", "web");
      awaitLines(output, "web-1  | hello from first");

      stack.jcompose("restart").succeeded();
      awaitLines(output, "web-1  | hello from first", "web-1  | hello from first");

      stack.rewrite(text.replace("first", "second"));
      stack.jcompose("up", "-d").succeeded();
      awaitLines(
          output,
          "web-1  | hello from first",
          "web-1  | hello from first",
          "web-1  | hello from second");

      stack.jcompose("up", "-d", "--scale", "web=2").succeeded();
      awaitLines(
          output,
          "web-1  | hello from first",
          "web-1  | hello from first",
          "web-1  | hello from second",
          "web-2  | hello from second");
      assertThat(follower.isAlive()).isTrue();

      stack.jcompose("stop").succeeded();
      assertThat(follower.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(follower.exitValue()).isZero();
    }
  }

  private static void awaitLines(Path file, String... lines) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(Files.readAllLines(file)).containsExactly(lines));
  }

  @Test
  void outputComesByteByByteAsItWasWritten() throws Exception {
    String text =
        """
        services:
          raw:
            image: rootfs:/
            command: sh -c 'cat /bytes; echo oh >&2; sleep 1000'
            volumes: [./bytes:/bytes:ro]
            stop_grace_period: 0s
        """;
    byte[] bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    bytes[bytes.length - 1] = '\n';
    try (Stack stack = Stack.of("binary", text)) {
      Files.write(stack.directory().resolve("bytes"), bytes);
      stack.jcompose("up", "-d").succeeded();
      await().until(() -> stack.jcompose("logs", "--no-log-prefix").error().equals("oh\n"));

      Path output = stack.scratch().resolve("output");
      Path error = stack.scratch().resolve("error");
      assertThat(stack.start(output, error, "logs", "--no-log-prefix").waitFor()).isZero();

      assertThat(Files.readAllBytes(output)).isEqualTo(bytes);
      assertThat(error).hasContent("oh\n");
    }
  }

  @Test
  void linesOfATimeAndTheLastOnesAreFound() {
    String text =
        """
        services:
          clock:
            image: rootfs:/
            command: sh -c 'echo early; sleep 1.5; echo late; echo later; sleep 1000'
            stop_grace_period: 0s
        """;
    try (Stack stack = Stack.of("times", text)) {
      stack.jcompose("up", "-d").succeeded();
      await().until(() -> stack.jcompose("logs", "--no-log-prefix").succeeded().contains("later"));
      List<String> stamped =
          stack.jcompose("logs", "-t", "--no-log-prefix").succeeded().lines().toList();
      Instant late = Instant.parse(stamped.get(1).substring(0, stamped.get(1).indexOf(' ')));
      String between = late.minusMillis(500).toString();

      assertThat(logs(stack, "--since", between)).isEqualTo("late\nlater\n");
      assertThat(logs(stack, "--until", between)).isEqualTo("early\n");
      assertThat(logs(stack, "--until", between, "-n", "1")).isEqualTo("early\n");
      assertThat(logs(stack, "-n", "1")).isEqualTo("later\n");
      assertThat(logs(stack, "--since", "1h", "--tail", "2")).isEqualTo("late\nlater\n");
      assertThat(logs(stack, "--since", late.getEpochSecond() + 3600 + ".5")).isEmpty();
    }
  }

  private static String logs(Stack stack, String... options) {
    List<String> words = new ArrayList<>(List.of("logs", "--no-log-prefix"));
    words.addAll(List.of(options));
    return stack.jcompose(words.toArray(String[]::new)).succeeded();
  }

  @Test
  void whatNobodyKeepsIsShownByUpAndNotByLogs() throws Exception {
    String text =
        """
        services:
          secretive:
            image: rootfs:/
            command: sh -c 'echo psst; sleep 1'
            logging: {driver: none}
        """;
    try (Stack stack = Stack.of("nothing", text)) {
      Shell.Result up = stack.jcompose("up");

      assertThat(up.output()).contains("secretive-1  | psst");
      Shell.Result logs = stack.jcompose("logs");
      assertThat(logs.exitCode()).isEqualTo(1);
      assertThat(logs.output()).isEmpty();
      assertThat(logs.error()).contains("nothing is kept of what service 'secretive' writes");
      assertThat(segments(stack, "nothing-secretive-1")).isEmpty();
    }
  }

  @Test
  void linesArePassedOnToSyslogAndKept() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(20_000);
      String text =
          """
          services:
            web:
              image: rootfs:/
              command: sh -c 'echo out; echo err >&2; sleep 1000'
              stop_grace_period: 0s
              logging:
                driver: syslog
                options:
                  syslog-address: udp://127.0.0.1:%d
                  syslog-facility: local3
                  tag: "{{.Name}}"
          """
              .formatted(server.getLocalPort());
      try (Stack stack = Stack.of("passing", text)) {
        stack.jcompose("up", "-d").succeeded();

        List<String> received = List.of(receive(server), receive(server));

        assertThat(received)
            .anySatisfy(line -> assertThat(line).matches("<158>.* passing-web-1: out"))
            .anySatisfy(line -> assertThat(line).matches("<155>.* passing-web-1: err"));
        assertThat(stack.jcompose("logs", "--no-log-prefix").succeeded()).isEqualTo("out\n");
      }
    }
  }

  private static String receive(DatagramSocket server) throws IOException {
    var packet = new DatagramPacket(new byte[4096], 4096);
    server.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }
}
