package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@Privileged
class EventsTest {
  private static final String SLEEPER =
      """
      services:
        web:
          image: rootfs:/
          command: sleep 1000
          restart: on-failure
          stop_signal: SIGKILL
      """;

  @Test
  void whatHappensMustBeToldAsItHappensFromTheFirstContainerToTheLast() throws Exception {
    try (Stack stack = Stack.of("eventful", SLEEPER)) {
      Path output = stack.scratch().resolve("events");
      Process events = stack.start(output, stack.scratch().resolve("errors"), "events", "--json");
      try {
        stack.jcompose("up", "-d").succeeded();
        await().untilAsserted(() -> assertThat(actions(output)).contains("start"));
        Shell.run("kill", "-9", Long.toString(stack.pid("eventful-web-1"))).succeeded();
        await().untilAsserted(() -> assertThat(actions(output)).contains("restart"));
        stack.jcompose("down").succeeded();

        await()
            .untilAsserted(
                () ->
                    assertThat(actions(output))
                        .containsExactly(
                            "create", "start", "die", "start", "restart", "kill", "die", "stop",
                            "destroy"));
        assertThat(events.isAlive()).isTrue();
      } finally {
        events.destroy();
        events.waitFor(30, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void whatHappenedMustBeRememberedAsLongAsSomethingRuns() {
    try (Stack stack = Stack.of("remembered", SLEEPER)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.jcompose("events", "--since", "10m", "--until", "0s").succeeded().lines())
          .satisfiesExactly(
              line -> assertThat(line).contains(" container create ", "name=remembered-web-1"),
              line -> assertThat(line).contains(" container start ", "image=rootfs:/"));
    }
  }

  private static List<String> actions(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceAll(".*\"action\":\"([^\"]+)\".*", "$1"))
        .toList();
  }
}
