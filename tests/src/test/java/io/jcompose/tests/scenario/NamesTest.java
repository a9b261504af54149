package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a pod is answered while those it asks for come and go. */
@Privileged
class NamesTest {
  private static final String SCALED =
      """
      services:
        client: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
        web:
          image: rootfs:/
          command: sh -c "sleep 0.3 && touch /tmp/healthy && exec sleep 1000"
          stop_grace_period: 0s
          healthcheck: {test: test -e /tmp/healthy, interval: 100ms, retries: 100}
      x-jcompose: {topology: bridge}
      """;

  @Test
  void tenThousandQuestionsASecondAreAnsweredWhileTheServiceScalesAndRestarts() throws Exception {
    try (Stack stack = Stack.of("asked", SCALED)) {
      stack.jcompose("up", "-d", "--wait").succeeded();
      assertThat(addresses(stack)).hasSize(1);
      Path questions = stack.scratch().resolve("questions");
      Path report = stack.scratch().resolve("report");
      Files.writeString(questions, "web A\n");
      Process asker =
          Shell.start(
              stack.directory(),
              Map.of(),
              List.of(
                  "nsenter -n -t %d stdbuf -oL dnsperf -s 127.0.0.11 -d %s -Q 10000 -c 4 -q 200 -l 300"
                      .formatted(stack.pid("asked-client-1"), questions)
                      .split(" ")),
              report,
              stack.scratch().resolve("complaints"));
      await().atMost(Duration.ofSeconds(20)).until(() -> read(report).contains("Started at"));

      stack.jcompose("up", "-d", "--wait", "--scale", "web=5").succeeded();
      assertThat(addresses(stack)).hasSize(5);
      stack.jcompose("restart", "web").succeeded();
      stack.jcompose("up", "-d", "--wait", "--scale", "web=1").succeeded();
      assertThat(addresses(stack)).hasSize(1);
      stack.jcompose("restart", "web").succeeded();

      assertThat(asker.isAlive()).isTrue();
      Shell.run("kill", "-INT", Long.toString(asker.pid())).succeeded();
      assertThat(asker.waitFor()).isZero();
      assertThat(read(report))
          .containsPattern("Queries lost: +0 ")
          .containsPattern("Response codes: +NOERROR [0-9]+ \\(100.00%\\)\n");
    }
  }

  private static List<String> addresses(Stack stack) {
    return stack
        .jcompose("exec", "-T", "client", "dig", "+short", "web")
        .succeeded()
        .lines()
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
