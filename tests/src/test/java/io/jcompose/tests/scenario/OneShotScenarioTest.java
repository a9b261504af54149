package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** When {@code up} runs a one-shot again: each run leaves a line in a file of the host. */
@Privileged
class OneShotScenarioTest {
  @Test
  void aOneShotThatSucceededMustNotRunAgain() {
    try (Stack stack = Stack.of("shots", job("exit 0", ""))) {
      stack.jcompose("up", "-d", "--wait").succeeded();
      stack.jcompose("up", "-d", "--wait").succeeded();

      assertThat(runs(stack)).isEqualTo(1);
    }
  }

  @Test
  void aOneShotThatFailedMustRunAgain() {
    try (Stack stack = Stack.of("shots", job("exit 3", ""))) {
      stack.jcompose("up", "-d", "--wait");
      stack.jcompose("up", "-d", "--wait");

      assertThat(runs(stack)).isEqualTo(2);
    }
  }

  @Test
  void aOneShotThatChangedMustRunAgain() {
    try (Stack stack = Stack.of("shots", job("exit 0", ""))) {
      stack.jcompose("up", "-d", "--wait").succeeded();
      stack.rewrite(job("exit 0", "environment: {VERSION: 2}"));
      stack.jcompose("up", "-d", "--wait").succeeded();

      assertThat(runs(stack)).isEqualTo(2);
    }
  }

  @Test
  void aOneShotMustRunAgainEachTimeIfTheFileSaysSo() {
    try (Stack stack = Stack.of("shots", job("exit 0", "x-jcompose: {rerun: always}"))) {
      stack.jcompose("up", "-d", "--wait").succeeded();
      stack.jcompose("up", "-d", "--wait").succeeded();

      assertThat(runs(stack)).isEqualTo(2);
    }
  }

  @Test
  void aOneShotMustRunAgainIfThatIsForced() {
    try (Stack stack = Stack.of("shots", job("exit 0", ""))) {
      stack.jcompose("up", "-d", "--wait").succeeded();
      stack.jcompose("up", "-d", "--wait", "--force-recreate").succeeded();

      assertThat(runs(stack)).isEqualTo(2);
    }
  }

  @Test
  void whoWaitsForAOneShotMustStartAtTheNextUpThoughItDoesNotRunAgain() {
    String text =
        job("exit 0", "")
            + """
              web:
                image: rootfs:/
                command: sleep 1000
                stop_grace_period: 0s
                depends_on: {job: {condition: service_completed_successfully}}
            """;
    try (Stack stack = Stack.of("shots", text)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("stop", "web").succeeded();
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.states()).containsEntry("shots-web-1", "running");
      await().untilAsserted(() -> assertThat(runs(stack)).isEqualTo(1));
    }
  }

  private static String job(String end, String keys) {
    return """
    services:
      job:
        image: rootfs:/
        entrypoint: [sh, -c, 'echo ran >> /log/runs; %s']
        volumes: ["./log:/log"]
        %s
    """
        .formatted(end, keys);
  }

  private static int runs(Stack stack) {
    Path file = stack.directory().resolve("log/runs");
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
